using System;
using System.Collections.Generic;
using System.Text;
using static System.Console;

namespace Corpus.Types;

/// <summary>Records: equality, printing, with, inheritance, positional, deconstruction.</summary>
public static class Records
{
    private record Person(string First, string Last)
    {
        public int Age { get; init; } = 30;
        public string Full => First + " " + Last;
        protected virtual string Tag => "p";

        public string ShowTag() => Tag;
    }

    private sealed record Student(string First, string Last, int Year) : Person(First, Last)
    {
        protected override string Tag => "s";
        public List<int> Marks { get; init; } = [1];
    }

    private record struct Point(int X, double Y)
    {
        public readonly double Dist => X + Y;
    }

    private readonly record struct Id(long Value) : IComparable<Id>
    {
        public int CompareTo(Id other) => Value.CompareTo(other.Value);
    }

    private record Empty;

    private record Generic<T>(T Item, Generic<T> Next = null)
        where T : IEquatable<T>;

    private abstract record Node
    {
        public abstract int Eval();
    }

    private record Num(int N) : Node
    {
        public override int Eval() => N;
    }

    private record Add(Node L, Node R) : Node
    {
        public override int Eval() => L.Eval() + R.Eval();

        public override string ToString() => $"({L} + {R})";
    }

    private record Custom(int A)
    {
        public virtual bool Equals(Custom o) => o != null && o.A % 10 == A % 10;

        public override int GetHashCode() => A % 10;

        protected virtual bool PrintMembers(System.Text.StringBuilder b)
        {
            b.Append("A!" + A);
            return true;
        }
    }

    private record Copy(int A)
    {
        protected Copy(Copy o)
        {
            A = o.A + 1000;
        }

        public int B { get; set; }
    }

    public static int Run()
    {
        var p = new Person("Ann", "Lee");
        var q = p with { Last = "Ray", Age = 5 };
        Person s = new Student("Bob", "Fox", 2);
        var s2 = s with { First = "Tim" };
        WriteLine(p);
        WriteLine(q);
        WriteLine(s);
        WriteLine(s2 + s2.ShowTag() + s2.Full + p.ShowTag());
        WriteLine(
            $"{p == new Person("Ann", "Lee")} {p == q} {p.Equals((object)s)} {s == s2} {s.Equals(s with { })} {p.GetHashCode() == new Person("Ann", "Lee").GetHashCode()} {p != null} {new Empty() == new Empty()} {new Person("Bob", "Fox") == s}"
        );
        var pt = new Point(1, 2.5);
        pt.X++;
        var pt2 = pt with { Y = 0 };
        var (x, y) = pt2;
        WriteLine(
            $"{pt} {pt2} {x} {y} {pt == new Point(2, 2.5)} {pt.Dist} {default(Point)} {pt.GetHashCode() == new Point(2, 2.5).GetHashCode()}"
        );
        var ids = new List<Id> { new(5), new(-1), new(3) };
        ids.Sort();
        WriteLine(string.Join(' ', ids));
        var g = new Generic<int>(1, new(2, new(3)));
        WriteLine(g);
        WriteLine(g == new Generic<int>(1, new(2, new(3))));
        WriteLine(g with { Next = null });
        Node n = new Add(new Num(1), new Add(new Num(2), new Num(3)));
        WriteLine(n + "=" + n.Eval());
        WriteLine(new HashSet<Node> { n, new Num(1), new Num(1), new Add(new Num(1), new Add(new Num(2), new Num(3))) }.Count);
        WriteLine(new Custom(13) == new Custom(3));
        WriteLine(new Custom(13));
        var c = new Copy(1) { B = 9 };
        WriteLine((c with { }).A + " " + (c with { A = 3 }).A + " " + (c with { }).B);
        WriteLine(new Empty());
        WriteLine(s is Student { Year: > 1, Marks: [var m] } ? m : -1);
        WriteLine(new { A = 1, B = "x" });
        WriteLine(new { A = 1 }.Equals(new { A = 1 }));
        return p.Age;
    }
}
