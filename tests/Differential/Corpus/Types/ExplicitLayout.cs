using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Explicit layout, unions, packing, sizes and fixed buffers.</summary>
public static class ExplicitLayout
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public int I;

        [FieldOffset(0)]
        public float F;

        [FieldOffset(0)]
        public byte B0;

        [FieldOffset(1)]
        public byte B1;

        [FieldOffset(2)]
        public ushort High;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Gaps
    {
        [FieldOffset(4)]
        public long A;

        [FieldOffset(20)]
        public short B;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public int B;
        public short C;
        public long D;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 2, Size = 40)]
    private struct Padded
    {
        public byte A;
        public double B;
    }

    [StructLayout(LayoutKind.Explicit)]
    private sealed class Both
    {
        [FieldOffset(0)]
        public object O;

        [FieldOffset(8)]
        public long L;

        [FieldOffset(8)]
        public double D;

        [FieldOffset(12)]
        public int H;
    }

    private unsafe struct Buffers
    {
        public int Count;
        public fixed byte Data[10];
        public fixed long Longs[3];
        public char Last;
    }

    private struct Mixed
    {
        public byte A;
        public long B;
        public byte C;
        public int D;
        public bool E;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Auto
    {
        public byte A;
        public long B;
        public byte C;
    }

    private static Union Swap(Union u) =>
        new()
        {
            B0 = u.B1,
            B1 = u.B0,
            High = u.High,
        };

    private static long Sum(Packed p) => p.A + p.B + p.C + p.D;

    private static unsafe int Total(Buffers* b)
    {
        int t = 0;
        for (int i = 0; i < b->Count; i++)
            t += b->Data[i];
        return t + (int)b->Longs[2];
    }

    public static unsafe int Run()
    {
        Union u = default;
        u.F = 1.5f;
        WriteLine(u.I.ToString("X") + " " + u.B0 + u.B1 + " " + u.High);
        u.I = 0x11223344;
        u = Swap(u);
        WriteLine(u.I.ToString("X"));
        WriteLine(
            $"{sizeof(Union)} {sizeof(Gaps)} {sizeof(Packed)} {sizeof(Padded)} {sizeof(Mixed)} {sizeof(Buffers)} {Unsafe.SizeOf<Auto>()}"
        );
        Gaps g = new() { A = -1, B = 7 };
        byte* p = (byte*)&g;
        int ones = 0;
        for (int i = 0; i < 32; i++)
            if (p[i] == 255)
                ones++;
        WriteLine(ones + " " + p[20]);
        Packed k = new()
        {
            A = 1,
            B = 1000000,
            C = -5,
            D = 1L << 40,
        };
        WriteLine(Sum(k) + " " + (int)((byte*)&k.D - (byte*)&k));
        Packed[] many = [k, k];
        many[1].B = 3;
        WriteLine(Sum(many[0]) + Sum(many[1]));
        var both = new Both { O = "obj", L = 0 };
        both.D = 2.0;
        WriteLine(both.L.ToString("X") + both.H.ToString("X") + both.O);
        Buffers b = default;
        b.Count = 10;
        for (int i = 0; i < 10; i++)
            b.Data[i] = (byte)(i * 30);
        b.Longs[2] = 1000;
        b.Last = 'z';
        Buffers copy = b;
        copy.Data[0] = 99;
        WriteLine(Total(&b) + " " + Total(&copy) + copy.Last);
        fixed (char* c = "text")
            WriteLine(c[1] + "" + *(c + 3) + (int)c[4]);
        Mixed m = new()
        {
            A = 1,
            B = 2,
            C = 3,
            D = 4,
            E = true,
        };
        object o = m;
        m.B = 50;
        WriteLine(((Mixed)o).B + " " + m.B + ((Mixed)o).E + m.Equals(o));
        int[] arr = [1, 2, 3];
        fixed (int* q = arr)
        {
            q[1] = 20;
            *(q + 2) *= 5;
            long diff = &q[2] - q;
            WriteLine(arr[1] + arr[2] + diff);
        }
        fixed (int* q = &arr[1])
            WriteLine(*q);
        int[] none = [];
        fixed (int* q = none)
            WriteLine(q == null);
        return 0;
    }
}
