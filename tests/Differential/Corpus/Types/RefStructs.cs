using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Ref structs, ref fields, scoped, ref returns and ref locals.</summary>
public static class RefStructs
{
    private ref struct Cursor(ref int target, Span<char> text)
    {
        public ref int Target = ref target;
        private readonly Span<char> _text = text;
        private int _pos;

        public char Next() => _text[_pos++];

        public readonly bool More => _pos < _text.Length;
        public readonly Span<char> Rest => _text[_pos..];

        public void Dispose() => Target += 1000;
    }

    private ref struct Chain
    {
        public ref long Value;
        public Span<long> All;

        public static Chain At(Span<long> s, int i) => new() { Value = ref s[i], All = s };

        public readonly Chain Next() => All.Length > 1 ? At(All[1..], 0) : default;

        public readonly bool IsNull => Unsafe.IsNullRef(ref Value);
    }

    private interface IAdder
    {
        int Add(int x);
    }

    private ref struct RefAdder(Span<int> s) : IAdder
    {
        private readonly Span<int> _s = s;

        public int Add(int x) => _s[0] += x;
    }

    private static int Use<T>(scoped T a)
        where T : IAdder, allows ref struct
    {
        a.Add(5);
        return a.Add(6);
    }

    private static ref int Max(ref int a, ref int b) => ref a > b ? ref a : ref b;

    private static ref T Find<T>(T[] items, Predicate<T> p)
    {
        for (int i = 0; i < items.Length; i++)
            if (p(items[i]))
                return ref items[i];
        throw new InvalidOperationException();
    }

    private static ref readonly string First(in (string A, int B) t) => ref t.A;

    private static Span<int> Trim(Span<int> s)
    {
        while (s is [0, ..])
            s = s[1..];
        return s;
    }

    private struct Matrix
    {
        private readonly double[] _d = new double[9];

        public Matrix() { }

        public ref double this[int r, int c] => ref _d[r * 3 + c];
    }

    private static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    public static int Run()
    {
        int total = 5;
        char[] buf = "hello".ToCharArray();
        string seen = "";
        using (var c = new Cursor(ref total, buf))
        {
            while (c.More)
            {
                seen += c.Next();
                c.Target++;
                if (seen.Length == 2)
                    c.Rest[0] = 'X';
            }
        }
        WriteLine(seen + total);
        Span<long> longs = [1, 2, 3, 4];
        var chain = Chain.At(longs, 0);
        long sum = 0;
        while (!chain.IsNull)
        {
            chain.Value *= 10;
            sum += chain.Value;
            chain = chain.Next();
        }
        WriteLine(sum + " " + longs[3]);
        Span<int> cell = stackalloc int[2];
        cell[0] = 1;
        WriteLine(Use(new RefAdder(cell)) + " " + cell[0]);
        int x = 3,
            y = 8;
        Max(ref x, ref y) = 1;
        Max(ref x, ref y)++;
        WriteLine(x + " " + y);
        string[] names = ["a", "bb", "ccc"];
        Find(names, s => s.Length == 2) += "!";
        ref string r = ref Find(names, s => s[0] == 'c');
        r = "new";
        r = ref names[0];
        r = "zero";
        WriteLine(string.Join(',', names));
        WriteLine(First(("t", 1)) + Trim([0, 0, 5, 0]).Length);
        var m = new Matrix();
        m[1, 2] = 5;
        m[1, 2] *= 1.5;
        m[0, 0]++;
        WriteLine(m[1, 2] + m[0, 0]);
        Swap(ref names[0], ref names[2]);
        Swap(ref x, ref y);
        WriteLine(names[0] + x + y);
        ref int cond = ref (x > 100 ? ref x : ref y);
        cond = 77;
        WriteLine(x + " " + y);
        foreach (ref int v in cell)
            v += 3;
        WriteLine(cell[0] + cell[1]);
        ReadOnlySpan<int> ro = cell;
        foreach (ref readonly int v in ro)
            sum += v;
        WriteLine(sum);
        return 0;
    }
}
