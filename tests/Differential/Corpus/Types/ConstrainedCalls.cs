using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>Constrained calls on value types, boxed and not, with mutation.</summary>
public static class ConstrainedCalls
{
    private interface ICounter
    {
        int Next();
        int Value { get; set; }
    }

    private struct Counter : ICounter
    {
        private int _n;

        public int Next() => ++_n;

        public int Value
        {
            get => _n;
            set => _n = value;
        }

        public override string ToString() => "C" + ++_n;

        public override int GetHashCode() => ++_n;
    }

    private struct Bare
    {
        public int X;
    }

    private enum E
    {
        A = 3,
        B,
    }

    private static int Twice<T>(T c)
        where T : ICounter
    {
        c.Next();
        return c.Next();
    }

    private static int TwiceRef<T>(ref T c)
        where T : ICounter
    {
        c.Next();
        c.Value += 10;
        return c.Next();
    }

    private static string Text<T>(T v) => v.ToString() + v.GetHashCode() + v.Equals(v) + v.GetType().Name;

    private static string TextRef<T>(ref T v) => v.ToString() + v.GetHashCode();

    private static bool Same<T>(T a, T b)
        where T : IEquatable<T> => a.Equals(b);

    private static int Order<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b);

    private static void Reset<T>(T[] items, int i)
        where T : ICounter
    {
        items[i].Value = 5;
        items[i].Next();
    }

    private sealed class Holder<T>
        where T : ICounter
    {
        public T Field;
        public readonly T Fixed;

        public int Go()
        {
            Field.Next();
            Fixed.Next();
            return Field.Value * 100 + Fixed.Value;
        }
    }

    private static void Dispose<T>(T d)
        where T : IDisposable
    {
        using (d)
            Write("using ");
    }

    private struct Disp : IDisposable
    {
        public void Dispose() => Write("disposed ");
    }

    public static int Run()
    {
        var c = new Counter();
        WriteLine(Twice(c) + " " + c.Value + " " + TwiceRef(ref c) + " " + c.Value);
        object boxed = c;
        ICounter ic = (ICounter)boxed;
        ic.Next();
        Twice(ic);
        WriteLine(((Counter)boxed).Value + " " + c.Value);
        string text = Text(c);
        WriteLine(text + c.Value);
        text = TextRef(ref c);
        WriteLine(text + c.Value);
        WriteLine(
            new Bare().ToString()
                + new Bare { X = 1 }.Equals(new Bare { X = 1 })
                + new Bare { X = 1 }.Equals(new Bare { X = 2 })
                + new Bare().GetType().Name
        );
        WriteLine(E.A.ToString() + E.B.GetHashCode() + E.A.Equals(E.A) + ((E)9) + E.A.CompareTo(E.B));
        WriteLine($"{Same(1, 1)} {Same("a", "b")} {Order(2.5, 1.5)} {Order("a", "b") < 0} {Same(Guid.Empty, Guid.Empty)}");
        var items = new Counter[3];
        Reset(items, 1);
        WriteLine(items[1].Value + items[0].Value);
        ICounter[] boxes = [new Counter(), new Counter()];
        Reset(boxes, 0);
        WriteLine(boxes[0].Value + boxes[1].Value);
        var h = new Holder<Counter>();
        h.Go();
        WriteLine(h.Go());
        Dispose(new Disp());
        Dispose<IDisposable>(new Disp());
        WriteLine();
        Counter? n = new Counter();
        WriteLine(n.ToString() + n.GetHashCode() + n.Value.Value + ((Counter?)null).ToString() + ((Counter?)null).GetHashCode());
        ref readonly Counter r = ref c;
        int before = c.Value;
        r.Next();
        WriteLine(c.Value == before);
        WriteLine(5.ToString() + 'c'.GetHashCode() + true.ToString() + 1.5.Equals(1.5) + ((object)5).Equals(5L));
        return 0;
    }
}
