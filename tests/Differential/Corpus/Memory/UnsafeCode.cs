using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Pointers: arithmetic, casts, structs, void, pinning, comparisons and native memory.</summary>
public static class UnsafeCode
{
    private struct P
    {
        public int X;
        public short Y;
        public P2 In;
    }

    private struct P2
    {
        public double D;
        public byte B;
    }

    private static unsafe void Swap(int* a, int* b) => (*a, *b) = (*b, *a);

    private static unsafe int Len(char* s)
    {
        char* p = s;
        while (*p != 0)
            p++;
        return (int)(p - s);
    }

    private static unsafe long Sum(void* p, int n)
    {
        long s = 0;
        for (byte* b = (byte*)p, e = b + n; b != e; b++)
            s += *b;
        return s;
    }

    public static unsafe int Run()
    {
        int x = 1,
            y = 2;
        Swap(&x, &y);
        int* p = &x;
        int** pp = &p;
        **pp += 10;
        P s = default;
        P* ps = &s;
        ps->X = 5;
        ps->In.D = 1.5;
        (*ps).Y--;
        double* pd = &ps->In.D;
        *pd *= 2;
        WriteLine(x + " " + y + s.X + s.Y + s.In.D + sizeof(P) + sizeof(P*));
        fixed (char* c = "hello")
            WriteLine(Len(c) + "" + c[1] + *(c + 4));
        long l = 0x0102030405060708;
        byte* b = (byte*)&l;
        WriteLine(b[0] + "" + b[7] + *(int*)(b + 4) + Sum(&l, 8) + ((short*)b)[1]);
        int[] a = [1, 2, 3, 4];
        fixed (int* q = &a[1])
        {
            q[-1] = 9;
            *(q + 2) = 8;
            WriteLine(a[0] + a[3] + "" + (q < q + 1) + (q == &q[0]) + (long)(&q[2] - q));
            int* r = q;
            r++;
            *r++ = 77;
            *--r += 1;
        }
        WriteLine(string.Join(',', a));
        void* n = NativeMemory.AllocZeroed(16);
        ((int*)n)[3] = 42;
        Span<int> sp = new(n, 4);
        WriteLine(sp[3] + sp[0]);
        NativeMemory.Free(n);
        int* st = stackalloc int[5];
        for (int i = 0; i < 5; i++)
            st[i] = i * i;
        WriteLine(st[4] + *(st + 3));
        ref int rr = ref Unsafe.AsRef<int>(st + 2);
        rr = 100;
        WriteLine(st[2] + Unsafe.Add(ref rr, 1) + Unsafe.As<int, uint>(ref rr).ToString());
        nuint addr = (nuint)st;
        WriteLine((int*)(addr + 8) == st + 2);
        return 0;
    }
}
