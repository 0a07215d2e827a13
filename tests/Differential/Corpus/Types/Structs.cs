using System;

namespace Corpus.Types;

public static class Structs
{
    private struct Small
    {
        public int A;
        public short B;
    }

    private struct Two
    {
        public string S;
        public int N;

        public Two(string s, int n)
        {
            S = s;
            N = n;
        }

        public readonly int Sum() => N + S.Length;

        public void Bump() => N++;
    }

    private struct Big
    {
        public long A,
            B,
            C;
        public string D;
        public Small E;
    }

    private struct Nested
    {
        public Two T;
        public Big G;
        public Small[] Array;
    }

    private interface ICounter
    {
        int Next();
    }

    private struct Counter : ICounter
    {
        private int _n;

        public int Next() => ++_n;
    }

    private static Small MakeSmall(int a) => new Small { A = a, B = (short)(a * 2) };

    private static Two MakeTwo(int n) => new("n" + n, n);

    private static Big MakeBig(int n) =>
        new()
        {
            A = n,
            B = n * 2,
            C = n * 3,
            D = "big" + n,
            E = MakeSmall(n),
        };

    private static long Use(Small s, Two t, Big b, int last)
    {
        s.A = 0;
        b.A += last;
        t.Bump();
        return s.A + s.B + t.N + t.S.Length + b.A + b.B + b.C + b.D.Length + b.E.A;
    }

    private static void Change(ref Big b, in Two t, out Small s)
    {
        b.B = t.N;
        s = new Small { A = (int)b.B };
        b.D += t.S;
    }

    private static T Identity<T>(T value)
        where T : struct => value;

    private static int Drain<T>(T counter, int n)
        where T : ICounter
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
            sum += counter.Next();
        return sum;
    }

    public static int Run()
    {
        Small s = MakeSmall(7);
        Two t = MakeTwo(3);
        Big b = MakeBig(5);
        Console.WriteLine(Use(s, t, b, 100));
        Console.WriteLine($"{s.A} {s.B} {t.N} {t.S} {b.A} {b.D}");
        Change(ref b, in t, out Small s2);
        Console.WriteLine($"{b.B} {b.D} {s2.A} {s2.B}");
        var copy = b;
        copy.A = 99;
        Console.WriteLine(b.A + " " + copy.A);
        var n = new Nested
        {
            T = t,
            G = b,
            Array = new Small[3],
        };
        n.Array[1] = s;
        n.Array[1].B++;
        n.G.E.A = 42;
        n.T.Bump();
        Nested m = n;
        m.G.E.A++;
        m.Array[2].A = 8;
        Console.WriteLine($"{n.G.E.A} {m.G.E.A} {n.Array[2].A} {n.Array[1].B} {n.T.N} {t.N} {n.T.Sum()}");
        Console.WriteLine(Identity(b).D + Identity(t).S + Identity(5));
        Counter c = default;
        Console.WriteLine(Drain(c, 4) + c.Next());
        ICounter boxed = c;
        boxed.Next();
        boxed.Next();
        Console.WriteLine(boxed.Next() + c.Next() + ((Counter)boxed).Next());
        Big[] array = [MakeBig(1), MakeBig(2), MakeBig(3)];
        long sum = 0;
        foreach (Big item in array)
            sum += item.C + item.E.B;
        for (int i = 0; i < array.Length; i++)
            array[i].A = i;
        (array[0], array[2]) = (array[2], array[0]);
        Console.WriteLine(sum + " " + array[0].A + array[2].A + array[0].D);
        Two? maybe = null;
        Console.WriteLine(maybe.HasValue + " " + maybe?.N + " " + (maybe ?? t).N);
        maybe = t;
        Console.WriteLine(maybe.Value.S + maybe?.Sum());
        object o = t;
        Console.WriteLine(o is Two { N: 3 } ? "three" : "other");
        Console.WriteLine(((Two)o).S);
        return (int)sum & 0x7F;
    }
}
