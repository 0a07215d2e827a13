using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Language;

/// <summary>Local functions: static, generic, iterators, recursive, capturing, with attributes and defaults.</summary>
public static class LocalFunctions
{
    private static int Outer(int a)
    {
        int calls = 0;
        int Add(int b = 3)
        {
            calls++;
            return a + b;
        }
        static int Mul(int x, int y) => x * y;
        T Id<T>(T t)
        {
            calls += 10;
            return t;
        }
        IEnumerable<int> Up(int to)
        {
            for (int i = a; i < to; i++)
                yield return i + calls;
        }
        int r = Add() + Add(5) + Mul(2, 3) + Id(4) + Id("abc").Length;
        foreach (int x in Up(a + 3))
            r += x;
        Func<int, int> f = Add;
        Action inc = () => a++;
        inc();
        r += f(1);
        return r * 1000 + calls;
    }

    private static int Deep(int n)
    {
        int A(int x)
        {
            int B(int y)
            {
                int C(int z) => x + y + z + n;
                return C(y + 1) * 2;
            }
            return B(x + 1) + (x > 0 ? A(x - 1) : 0);
        }
        return A(n);
    }

    private static Func<int> Make()
    {
        int n = 0;
        return Next;
        int Next()
        {
            n += 2;
            if (n % 3 == 0)
                return Skip();
            return n;
            int Skip()
            {
                n++;
                return -n;
            }
        }
    }

    private struct S
    {
        public int V;

        public int Use()
        {
            S self = this;
            int Get() => self.V * 2;
            self.V++;
            return Get();
        }
    }

    private static ref int Pick(int[] a, bool first)
    {
        ref int At(int i) => ref a[i];
        if (first)
            return ref At(0);
        return ref At(1);
    }

    private static bool Parse(string s, out int r)
    {
        return Inner(out r) && r > 0;
        bool Inner(out int v) => int.TryParse(s, out v);
    }

    private static int Try()
    {
        int v = 1;
        void Up()
        {
            try
            {
                v *= 5;
                if (v > 100)
                    throw new Exception();
                Up();
            }
            finally
            {
                v++;
            }
        }
        try
        {
            Up();
        }
        catch (Exception)
        {
            v += 1000;
        }
        return v;
    }

    public static int Run()
    {
        WriteLine(Outer(7) + " " + Deep(4) + " " + new S { V = 4 }.Use() + " " + Try());
        Func<int> m = Make();
        for (int i = 0; i < 6; i++)
            Write(m() + " ");
        int[] a = [1, 2];
        Pick(a, false) = 9;
        Pick(a, true)--;
        WriteLine(a[0] + a[1] + "" + Parse("12", out int p) + p + Parse("x", out _));
        static void Print<T>(params T[] t) => WriteLine(typeof(T).Name + t.Length);
        Print(1, 2);
        Print("x");
        Print<object>(1, "y", null);
        return 0;
    }
}
