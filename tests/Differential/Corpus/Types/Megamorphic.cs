using System;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Interface and virtual calls at sites that see many types.</summary>
public static class Megamorphic
{
    private interface IOp
    {
        int Do(int x);
        string N => GetType().Name;
    }

    private abstract class Base : IOp
    {
        public abstract int Do(int x);

        public virtual int Twice(int x) => Do(Do(x));
    }

    private sealed class Add : Base
    {
        public override int Do(int x) => x + 1;
    }

    private class Mul : Base
    {
        public override int Do(int x) => x * 3;

        public override int Twice(int x) => x * 9;
    }

    private sealed class Neg : Mul
    {
        public override int Do(int x) => -x;
    }

    private struct St(int k) : IOp
    {
        public int Do(int x) => x ^ k++;
    }

    private sealed class Exp : IOp
    {
        int IOp.Do(int x) => x * x % 1000;

        string IOp.N => "exp";
    }

    private sealed class Gen<T>(T v) : IOp
    {
        public int Do(int x) => x + (v is int i ? i : v.ToString().Length);
    }

    private record Rec(int V) : IOp
    {
        public int Do(int x) => x - V;
    }

    public static int Run()
    {
        IOp[] ops =
        [
            new Add(),
            new Mul(),
            new Neg(),
            new St(5),
            new Exp(),
            new Gen<int>(7),
            new Gen<string>("abc"),
            new Rec(2),
            new Gen<double>(1.5),
        ];
        int x = 1;
        for (int i = 0; i < 200; i++)
        {
            IOp op = ops[i * 7 % ops.Length];
            x = op.Do(x) % 100003;
            if (op is Base b)
                x += b.Twice(i);
            if (op is Mul and not Neg)
                x++;
        }
        WriteLine(x + string.Join(',', ops.Select(o => o.N)));
        return 0;
    }
}
