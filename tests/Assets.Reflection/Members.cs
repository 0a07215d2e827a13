using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Assets.Reflection;

public abstract class Members<T, TOther> : List<T>, IComparable<Members<T, TOther>>, IDisposable
    where T : class, IEnumerable<TOther>, new()
    where TOther : unmanaged
{
    public const int Zero = 0, Small = -64, Less = -65, Large = 8191, Larger = 8192, Negative = -8193, Least = int.MinValue, Most = int.MaxValue;
    public const long LongLeast = long.MinValue, LongMost = long.MaxValue, LongSmall = -1;
    public const ulong UnsignedMost = ulong.MaxValue, UnsignedInt = uint.MaxValue;
    public const sbyte SignedByte = -128;
    public const byte Byte = 255;
    public const short Short = -32768;
    public const ushort UnsignedShort = 65535;
    public const char Letter = '\uffff';
    public const bool Yes = true, No = false;
    public const float Single = 1.5e-30f;
    public const double Double = double.NegativeInfinity;
    public const string Text = "Größe \U0001F988", Empty = "", None = null;
    public const object Null = null;
    public const DayOfWeek Day = DayOfWeek.Saturday;
    public static readonly int ReadOnly = 3;
    public volatile int Volatile;
    [ThreadStatic] public static T PerThread;
    protected readonly Dictionary<string, T[]>[,,] Arrays;
    internal unsafe int** Pointer;
    internal unsafe delegate* unmanaged[Cdecl]<int, ref byte, void> Unmanaged;
    internal unsafe delegate*<in long, string> Managed;

    static Members()
    {
    }

    protected Members(int value, string name = "name", DayOfWeek day = DayOfWeek.Friday, int? none = null, decimal money = 1.5m, object missing = null)
    {
    }

    public event EventHandler<int> Changed;

    public static event Action Happened
    {
        add { }
        remove { }
    }

    public int ReadWrite { get; set; }

    public string ReadInit { get; init; }

    public virtual T WriteOnly { set { } }

    public ref readonly int ByReference => ref Volatile;

    public long this[int index, string name] => index;

    public abstract ref T Generic<TMethod, TMore>(TMethod method, in TMore more, out T result, params TMethod[] rest)
        where TMethod : struct, Enum
        where TMore : Members<T, TOther>;

    public unsafe void* Unsafe(int* first, nint second) => first;

    int IComparable<Members<T, TOther>>.CompareTo(Members<T, TOther> other) => 0;

    public void Dispose() => Changed?.Invoke(this, 0);

    public class Inner
    {
        public T Outer;
        public List<TOther>.Enumerator Enumerator;

        private protected struct Innermost<TDeepest>
        {
            public (T, TOther, TDeepest) All;
        }
    }
}

[StructLayout(LayoutKind.Explicit, Size = 32, Pack = 4)]
public struct Explicit
{
    [FieldOffset(0)] public int First;
    [FieldOffset(20)] public long Second;
}

public interface IVariant<in TIn, out TOut>
    where TOut : allows ref struct
{
    static abstract TOut Create(TIn value);

    int Default() => 3;
}

public class Plain
{
    public void Variable(int first, __arglist)
    {
    }

    [DllImport("nowhere", EntryPoint = "nothing", SetLastError = true)]
    public static extern int Native([In, Out] byte[] bytes, [MarshalAs(UnmanagedType.LPStr)] string text);
}

public enum Wide : ulong
{
    None,
    All = ulong.MaxValue,
}

public delegate ref readonly TResult Function<TResult>(scoped ReadOnlySpan<char> text);

file class Local
{
}
