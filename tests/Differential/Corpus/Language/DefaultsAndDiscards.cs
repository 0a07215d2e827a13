using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>default in every position, discards, scopes and shadowing, definite assignment.</summary>
public static class DefaultsAndDiscards
{
    private struct S
    {
        public int A;
        public string B;
        public S2 Inner;
    }

    private struct S2
    {
        public double D;
        public int[] Arr;
    }

    private static T Default<T>() => default;

    private static int Assign(int n)
    {
        int x;
        if (n > 0)
            x = 1;
        else if (n == 0)
            x = 2;
        else
            x = 3;
        int y;
        switch (n)
        {
            case 1:
                y = 5;
                break;
            default:
                y = 6;
                break;
        }
        bool ok = int.TryParse("7", out int z) && z > 0;
        return x * 100 + y * 10 + (ok ? z : 0);
    }

    private static int Scopes()
    {
        int t = 0;
        {
            int a = 1;
            t += a;
        }
        {
            int a = 2;
            t += a;
        }
        for (int a = 0; a < 3; a++)
        {
            int b = a;
            t += b;
        }
        for (int a = 0; a < 2; a++)
        {
            int b = a * 10;
            t += b;
        }
        Func<int, int> f = t => t + 1;
        return t + f(5);
    }

    private static (int, int) Two()
    {
        s_n++;
        return (1, 2);
    }

    private static int s_n;

    public static int Run()
    {
        WriteLine(
            $"{Default<int>()}{Default<string>() == null}{Default<S>().Inner.D}{Default<S?>() == null}{Default<(int, S)>().Item2.A}{Default<DateTime>().Ticks}{Default<DayOfWeek>()}{default(S).B == null}{default(bool)}{(int)default(char)}{default(decimal)}{Default<int[]>() == null}{Default<Guid>()}"
        );
        S s = default;
        s.Inner.Arr ??= [4];
        S t = new();
        WriteLine(s.Inner.Arr[0] + "" + s.Equals(t) + t.Equals(default(S)) + (s.Inner.D == t.Inner.D));
        WriteLine(Assign(1) + " " + Assign(0) + " " + Assign(-1) + " " + Scopes());
        _ = Two();
        (_, int q) = Two();
        var (a, _) = Two();
        foreach (var _ in new[] { 1, 2 })
            s_n += 10;
        Func<int, int, int> f = (_, _) => 9;
        WriteLine(q + a + s_n + f(1, 2));
        object o = 5;
        if (o is not int n)
            return 1;
        WriteLine(n);
        if (!(o is int m && m > 3))
            WriteLine("no");
        else
            WriteLine(m);
        while (o is not string)
            o = "s" + o;
        WriteLine(o);
        int[] arr = new int[3];
        arr[1] = default;
        Array.Fill(arr, 7);
        Array.Clear(arr, 1, 1);
        WriteLine(string.Join(',', arr));
        return 0;
    }
}
