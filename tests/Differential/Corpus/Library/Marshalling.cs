using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Corpus.Library;

/// <summary>Sizes, offsets and conversions of structures by System.Runtime.InteropServices.Marshal.</summary>
public static class Marshalling
{
    public enum Small : byte { A, B = 7 }
    public struct Plain { public int A; public long B; public byte C; }
    public struct Flags { public bool A; public char B; public byte C; public bool D; public short E; }
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
    public struct Wide { public char A; public bool B; public char C; [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 6)] public string Text; }
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Packed { public byte A; public int B; public bool C; public double D; }
    [StructLayout(LayoutKind.Explicit)]
    public struct Union { [FieldOffset(0)] public int A; [FieldOffset(0)] public float B; [FieldOffset(8)] public short C; }
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    public struct Sized { [FieldOffset(4)] public int A; [FieldOffset(2)] public bool B; }
    public struct Attributed
    {
        [MarshalAs(UnmanagedType.U1)] public bool A;
        [MarshalAs(UnmanagedType.I1)] public bool C;
        [MarshalAs(UnmanagedType.Bool)] public bool D;
        [MarshalAs(UnmanagedType.U2)] public char E;
        [MarshalAs(UnmanagedType.U1)] public char F;
        public Small G;
        public DayOfWeek H;
    }
    public struct Texts
    {
        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 8)] public string Fixed;
        public int Number;
        public string Ansi;
        [MarshalAs(UnmanagedType.LPWStr)] public string Wide;
        [MarshalAs(UnmanagedType.LPUTF8Str)] public string Utf8;
        [MarshalAs(UnmanagedType.LPStr)] public string Last;
    }
    public struct Arrays
    {
        public byte Before;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 3)] public int[] Numbers;
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 5)] public byte[] Bytes;
        public double After;
    }
    public struct Nested { public byte A; public Flags B; public Plain C; public Guid D; public decimal E; public nint F; }
    public unsafe struct Buffers { public byte A; public fixed int Numbers[5]; public fixed byte Bytes[3]; public void* Pointer; public delegate* unmanaged<int> Function; }
    [StructLayout(LayoutKind.Sequential)]
    public class Formatted { public int A; public bool B; public string? Text; }
    [StructLayout(LayoutKind.Sequential)]
    public class Derived : Formatted { public long C; }
    [StructLayout(LayoutKind.Sequential)]
    public class Blittable { public int A = 3; public double B = 4; public byte C; }
    public struct Empty { }
    public struct Objects { public object A; public int B; }
    public struct Generic<T> { public T A; }
    public struct HasGeneric { public int A; public Generic<long> B; public byte C; }
    public struct HasBoolGeneric { public int A; public Generic<bool> B; public byte C; }
    public struct HasNullable { public int? A; }
    public struct HasDate { public int A; public DateTime B; }
    public struct HasDelegate { public int A; public Action B; }
    public struct HasArray { public int A; public int[] B; }
    public struct HasTuple { public int A; public (int, byte) B; }
    [StructLayout(LayoutKind.Auto)]
    public struct Auto { public int A; }
    public class NoLayout { public int A; }
    public struct HasClass { public int A; public Blittable B; }
    public struct HasNoLayout { public int A; public NoLayout B; }

    public static int Run()
    {
        Sizes();
        Offsets();
        Trips();
        Errors();
        return 0;
    }

    static void Try(string name, Func<object> f)
    {
        try { Console.WriteLine(name + " " + f()); }
        catch (Exception e) { Console.WriteLine(name + " " + e.GetType().Name + ": " + e.Message); }
    }

    static void Size<T>()
    {
        Try(typeof(T).ToString(), () => Marshal.SizeOf<T>());
        Try(typeof(T).ToString(), () => Marshal.SizeOf(typeof(T)));
    }

    static void Sizes()
    {
        Size<byte>(); Size<bool>(); Size<char>(); Size<int>(); Size<double>(); Size<nint>(); Size<decimal>(); Size<Guid>();
        Size<Small>(); Size<DayOfWeek>(); Size<DateTime>(); Size<TimeSpan>(); Size<DateTimeOffset>(); Size<Int128>(); Size<Half>();
        Size<Plain>(); Size<Flags>(); Size<Wide>(); Size<Packed>(); Size<Union>(); Size<Sized>(); Size<Attributed>(); Size<Texts>();
        Size<Arrays>(); Size<Nested>(); Size<Buffers>(); Size<Formatted>(); Size<Derived>(); Size<Blittable>(); Size<Empty>(); Size<Objects>();
        Size<Generic<int>>(); Size<HasGeneric>(); Size<HasBoolGeneric>(); Size<HasNullable>(); Size<HasDate>(); Size<HasDelegate>(); Size<HasArray>(); Size<HasTuple>();
        Size<Auto>(); Size<NoLayout>(); Size<HasClass>(); Size<HasNoLayout>(); Size<string>(); Size<object>(); Size<int[]>(); Size<Action>(); Size<IDisposable>(); Size<int?>();
        Size<Index>(); Size<Range>(); Size<System.Numerics.Vector3>(); Size<System.Numerics.Complex>(); Size<(int, int)>(); Size<TimeOnly>(); Size<DateOnly>(); Size<GCHandle>();
        Try("object", () => Marshal.SizeOf(new Plain()) + Marshal.SizeOf((object)new Flags()) + Marshal.SizeOf(new Formatted()));
    }

    static void Offsets()
    {
        foreach (string field in new[] { "A", "B", "C", "D", "E", "Z" })
        {
            Try("Flags " + field, () => Marshal.OffsetOf<Flags>(field));
            Try("Nested " + field, () => Marshal.OffsetOf<Nested>(field));
            Try("Packed " + field, () => Marshal.OffsetOf(typeof(Packed), field));
            Try("Derived " + field, () => Marshal.OffsetOf<Derived>(field));
            Try("Attributed " + field, () => Marshal.OffsetOf<Attributed>(field));
            Try("Plain " + field, () => Marshal.OffsetOf<Plain>(field));
        }
        Try("Arrays", () => Marshal.OffsetOf<Arrays>("Bytes") + Marshal.OffsetOf<Arrays>("After") * 100);
        Try("Texts", () => Marshal.OffsetOf<Texts>("Number") + Marshal.OffsetOf<Texts>("Last") * 100);
        Try("Buffers", () => Marshal.OffsetOf<Buffers>("Bytes") + Marshal.OffsetOf<Buffers>("Pointer") * 100);
        Try("int", () => Marshal.OffsetOf<int>("m_value"));
    }

    static unsafe string Dump(nint p, int n)
    {
        var b = new StringBuilder();
        for (int i = 0; i < n; i++) b.Append(((byte*)p)[i].ToString("x2"));
        return b.ToString();
    }

    static unsafe nint Memory(int n) { nint p = Marshal.AllocHGlobal(n); new Span<byte>((void*)p, n).Clear(); return p; }

    static unsafe void Trips()
    {
        nint p = Memory(200);
        Marshal.StructureToPtr(new Plain { A = 1, B = -2, C = 3 }, p, false);
        Plain plain = Marshal.PtrToStructure<Plain>(p);
        // Without the bytes between the fields, which are whatever they were in the struct.
        Console.WriteLine(Dump(p, 4) + Dump(p + 8, 9) + $" {plain.A} {plain.B} {plain.C}");
        Marshal.StructureToPtr((object)new Flags { A = true, B = 'x', C = 3, D = true, E = -2 }, p, false);
        var flags = (Flags)Marshal.PtrToStructure(p, typeof(Flags))!;
        Console.WriteLine(Dump(p, 16) + $" {flags.A} {flags.B} {flags.C} {flags.D} {flags.E}");
        new Span<byte>((void*)p, 200).Clear();
        Marshal.StructureToPtr(new Wide { A = 'é', B = true, C = '\u4e2d', Text = "seven letters" }, p, false);
        Wide wide = Marshal.PtrToStructure<Wide>(p);
        Console.WriteLine(Dump(p, 24) + $" {(int)wide.A} {wide.B} {(int)wide.C} {wide.Text}");
        Marshal.StructureToPtr(new Packed { A = 1, B = 2, C = true, D = 1.5 }, p, false);
        Packed packed = Marshal.PtrToStructure<Packed>(p);
        Console.WriteLine(Dump(p, 17) + $" {packed.A} {packed.B} {packed.C} {packed.D}");
        Marshal.StructureToPtr(new Union { A = 0x3f800000, C = 4 }, p, false);
        Console.WriteLine(Marshal.PtrToStructure<Union>(p).B);
        new Span<byte>((void*)p, 200).Clear();
        Marshal.StructureToPtr(new Attributed { A = true, C = true, D = true, E = 'e', F = 'f', G = Small.B, H = DayOfWeek.Friday }, p, false);
        Attributed attributed = Marshal.PtrToStructure<Attributed>(p);
        Console.WriteLine(Dump(p, Marshal.SizeOf<Attributed>()) + $" {attributed.A} {attributed.C} {attributed.D} {attributed.E} {attributed.F} {attributed.G} {attributed.H}");
        new Span<byte>((void*)p, 200).Clear();
        Marshal.StructureToPtr(new Texts { Fixed = "too long for it", Number = 5, Ansi = "ansi é", Wide = "wide", Utf8 = "utf8 ü", Last = null! }, p, false);
        Texts texts = Marshal.PtrToStructure<Texts>(p);
        Console.WriteLine($"{Dump(p, 12)} {texts.Fixed} {texts.Number} {texts.Ansi} {texts.Wide} {texts.Utf8} {texts.Last is null}");
        Marshal.StructureToPtr(new Texts { Fixed = "é", Ansi = "again" }, p, true);
        texts = Marshal.PtrToStructure<Texts>(p);
        Console.WriteLine($"{texts.Fixed} {texts.Number} {texts.Ansi} {texts.Wide is null}");
        Marshal.DestroyStructure<Texts>(p);
        Console.WriteLine(Dump(p + 16, 32));
        new Span<byte>((void*)p, 200).Clear();
        Marshal.StructureToPtr(new Arrays { Before = 9, Numbers = [1, 2, 3], Bytes = [4, 5, 6, 7, 8], After = 2 }, p, false);
        Arrays arrays = Marshal.PtrToStructure<Arrays>(p);
        Console.WriteLine(Dump(p, 32) + $" {string.Join(",", arrays.Numbers)} {string.Join(",", arrays.Bytes)} {arrays.After}");
        Marshal.StructureToPtr(new Arrays { Numbers = [1, 2, 3, 4], Bytes = null! }, p, false);
        Console.WriteLine(Dump(p, 32));
        Try("short", () => { Marshal.StructureToPtr(new Arrays { Numbers = [1] }, p, false); return "done"; });
        new Span<byte>((void*)p, 200).Clear();
        Marshal.StructureToPtr(new Nested { A = 1, B = flags, C = plain, D = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), E = 12.5m, F = 99 }, p, false);
        Nested nested = Marshal.PtrToStructure<Nested>(p);
        int plainAt = (int)Marshal.OffsetOf<Nested>("C"), after = (int)Marshal.OffsetOf<Nested>("D");
        Console.WriteLine(Dump(p, plainAt) + Dump(p + plainAt + 8, 9) + Dump(p + after, Marshal.SizeOf<Nested>() - after) + $" {nested.A} {nested.B.B} {nested.C.B} {nested.D} {nested.E} {nested.F}");
        new Span<byte>((void*)p, 200).Clear();
        var derived = new Derived { A = 5, B = true, Text = "text", C = 77 };
        Marshal.StructureToPtr(derived, p, false);
        Derived copy = Marshal.PtrToStructure<Derived>(p)!;
        var other = new Derived();
        Marshal.PtrToStructure(p, other);
        Console.WriteLine($"{Dump(p, 8)} {copy.A} {copy.B} {copy.Text} {copy.C} {other.A} {other.Text} {other.C}");
        Marshal.DestroyStructure(p, typeof(Derived));
        Marshal.StructureToPtr(new Blittable { C = 200 }, p, false);
        Console.WriteLine(Dump(p, 24) + " " + Marshal.PtrToStructure<Blittable>(p)!.B);
        Marshal.StructureToPtr(42, p, false);
        Console.WriteLine(Marshal.PtrToStructure<int>(p) + " " + Marshal.PtrToStructure<long>(p));
        Try("null", () => Marshal.PtrToStructure<Formatted>(0) is null);
        Buffers buffers = default;
        buffers.Numbers[4] = 0x1234;
        buffers.Bytes[2] = 0x56;
        Marshal.StructureToPtr(buffers, p, false);
        Buffers back = Marshal.PtrToStructure<Buffers>(p);
        Console.WriteLine(Dump(p, 48) + " " + back.Numbers[4] + " " + back.Bytes[2]);
        Marshal.FreeHGlobal(p);
    }

    static void Errors()
    {
        nint p = Memory(64);
        Try("object", () => { Marshal.StructureToPtr(new NoLayout(), p, false); return "done"; });
        Try("auto", () => { Marshal.StructureToPtr(new Auto(), p, false); return "done"; });
        Try("generic", () => { Marshal.StructureToPtr(new Generic<int>(), p, false); return "done"; });
        Try("value class", () => { Marshal.PtrToStructure(p, (object)new Plain()); return "done"; });
        Try("null structure", () => { Marshal.StructureToPtr(null!, p, false); return "done"; });
        Try("null pointer", () => { Marshal.StructureToPtr(new Plain(), 0, false); return "done"; });
        Try("null type", () => Marshal.SizeOf((Type)null!));
        Try("to object", () => Marshal.PtrToStructure<NoLayout>(p)!);
        Try("to auto", () => Marshal.PtrToStructure<Auto>(p));
        Try("to generic", () => Marshal.PtrToStructure<Generic<int>>(p));
        Try("destroy enum", () => { Marshal.DestroyStructure<DayOfWeek>(p); return "done"; });
        Try("destroy object", () => { Marshal.DestroyStructure<NoLayout>(p); return "done"; });
        Marshal.FreeHGlobal(p);
    }
}
