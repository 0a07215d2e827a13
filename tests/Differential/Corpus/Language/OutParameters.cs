using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>out, ref, in and ref readonly parameters of every type, through generics and aliases.</summary>
public static class OutParameters
{
    private struct Big
    {
        public long A,
            B,
            C;
        public string S;
    }

    private static void Many(out int a, out string b, out Big c, out object d, ref double e, in Big f, ref readonly long g)
    {
        a = 1;
        b = "b" + f.A;
        c = f with { A = f.A + 1, S = "c" };
        d = a;
        e += g;
    }

    private static bool Try<T>(object o, out T v)
    {
        if (o is T t)
        {
            v = t;
            return true;
        }
        v = default;
        return false;
    }

    private static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    private static int Alias(ref int a, ref int b, int c)
    {
        a++;
        b += 10;
        c += a;
        a = b + c;
        return b;
    }

    private static void Nest(int n, ref int total)
    {
        int own = n;
        if (n > 0)
            Nest(n - 1, ref own);
        total += own;
    }

    private static void Late(out int[] a, int n)
    {
        a = new int[n];
        int[] inner;
        if (n > 1)
            Late(out inner, n - 1);
        else
            inner = [7];
        a[0] = inner?.Length ?? -1;
    }

    public static int Run()
    {
        double e = 1.5;
        long g = 3;
        Many(out int a, out string b, out Big c, out object d, ref e, new Big { A = 5 }, in g);
        WriteLine($"{a} {b} {c.A} {c.S} {d} {e}");
        WriteLine(Try(5, out int i) + "" + i + Try("x", out int j) + j + Try("y", out string s) + s + Try<Big?>(c, out var n) + n.Value.A);
        int p = 1,
            q = 2;
        Swap(ref p, ref q);
        string u = "u",
            v = "v";
        Swap(ref u, ref v);
        Big x = c,
            y = default;
        Swap(ref x, ref y);
        WriteLine($"{p}{q}{u}{v}{x.A}{y.A}");
        int z = 5;
        WriteLine(Alias(ref z, ref z, z) + " " + z);
        int total = 0;
        Nest(50, ref total);
        WriteLine(total);
        Late(out int[] l, 4);
        WriteLine(l[0]);
        int[] arr = [1, 2];
        Alias(ref arr[0], ref arr[1], arr[0]);
        WriteLine(arr[0] + " " + arr[1]);
        _ = int.TryParse("12", out _) && Try("", out string _);
        return 0;
    }
}
