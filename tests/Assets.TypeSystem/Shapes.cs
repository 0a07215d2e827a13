using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assets.TypeSystem;

public struct Empty
{
}

public struct TwoInts
{
    public int A;
    public int B;
}

public struct IntLong
{
    public int A;
    public long B;
}

public struct ThreeInts
{
    public int A, B, C;
}

public struct Wrapped
{
    public TwoInts Inner;
}

public struct RefAndInt
{
    public object Reference;
    public int Number;
}

public struct Pair<T1, T2>
{
    public T1 First;
    public T2 Second;
}

public ref struct RefField
{
    public ref int Target;
    public int Length;
}

public unsafe struct Pointers
{
    public int* Pointer;
    public delegate*<int, void> Function;
    public void* Untyped;
}

[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct Packed
{
    public byte A;
    public int B;
    public short C;
}

[StructLayout(LayoutKind.Sequential, Size = 20)]
public struct Sized
{
    public int A;
}

[StructLayout(LayoutKind.Explicit)]
public unsafe struct Union
{
    [FieldOffset(0)]
    public int A;
    [FieldOffset(0)]
    public double B;
    [FieldOffset(8)]
    public byte* C;
}

[StructLayout(LayoutKind.Explicit)]
public struct ReferenceUnion
{
    [FieldOffset(0)]
    public string A;
    [FieldOffset(0)]
    public object B;
    [FieldOffset(8)]
    public int C;
}

[StructLayout(LayoutKind.Explicit)]
public struct BadUnion
{
    [FieldOffset(0)]
    public object A;
    [FieldOffset(4)]
    public int B;
}

[StructLayout(LayoutKind.Auto)]
public struct AutoStruct
{
    public byte A;
    public long B;
    public byte C;
}

[InlineArray(5)]
public struct Buffer5<T>
{
    public T Element;
}

public unsafe struct FixedBuffer
{
    public fixed byte Bytes[13];
}

public class Base
{
    public object Reference;
    public int Number;
}

public class Derived : Base
{
    public long Long;
    public byte Small;
    public string Text;
    public short Short;
}

[StructLayout(LayoutKind.Sequential)]
public class SequentialClass
{
    public byte A;
    public long B;
    public byte C;
}

public enum Tiny : byte
{
    One = 1,
}

public enum Wide : long
{
    Big = 1L << 40,
}

public class Statics
{
    [ThreadStatic]
    public static int PerThread;

    public static readonly int Ready = Environment.TickCount;

    public static volatile int Volatile;

    public const string Text = "text";

    public const Wide Constant = Wide.Big;

    public static ReadOnlySpan<byte> Data => [1, 2, 3, 4, 5];

    static Statics()
    {
        PerThread = 1;
    }
}

[AttributeUsage(AttributeTargets.All)]
public sealed class MarkAttribute : Attribute
{
    public MarkAttribute(int number, string text, Type type, Tiny tiny, object[] values)
    {
    }

    public string Named { get; set; }

    public int Field;
}

[Mark(7, "seven", typeof(Pair<int, string[]>), Tiny.One, [1, "a", null], Named = "name", Field = 3)]
public class Marked
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Method()
    {
    }

    [DllImport("library", EntryPoint = "entry", SetLastError = true)]
    public static extern int Native(int value);

    [UnmanagedCallersOnly]
    public static int Callback(int value) => value;
}
