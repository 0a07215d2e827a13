using System;
using System.Collections;
using System.Collections.Generic;

namespace Corpus.Types;

public static class Interfaces
{
    private interface IA
    {
        string A() => "IA.A";
    }

    private interface IB : IA
    {
        string IA.A() => "IB.A";
        string B();
    }

    private interface IC : IA
    {
        new string A() => "IC.A";
    }

    private class Plain : IA { }

    private class Both : IB, IC
    {
        public string B() => "B";
    }

    private class Own : IA
    {
        public virtual string A() => "Own.A";
    }

    private sealed class OwnDerived : Own
    {
        public override string A() => "OwnDerived.A";
    }

    private class Explicit : IA, IEnumerable<int>, IComparable<Explicit>
    {
        public int N;

        string IA.A() => "Explicit.A";

        public IEnumerator<int> GetEnumerator()
        {
            yield return N;
            yield return N + 1;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public int CompareTo(Explicit other) => N - other.N;
    }

    private abstract class Shape
    {
        public abstract int Sides { get; }
        public virtual string Text => "shape" + Sides;

        public override string ToString() => Text;
    }

    private class Tri : Shape
    {
        public override int Sides => 3;
    }

    private class Quad : Shape
    {
        public override int Sides => 4;
        public override string Text => "quad:" + base.Text;
    }

    private class Hidden : Quad
    {
        public new string Text => "hidden";
        public sealed override int Sides => 40;
    }

    public static int Run()
    {
        IA[] all = [new Plain(), new Both(), new Own(), new OwnDerived(), new Explicit()];
        foreach (IA a in all)
            Console.WriteLine(a.A());
        Console.WriteLine(((IC)all[1]).A() + ((IB)all[1]).B());
        Console.WriteLine(all[0] is IB);
        Console.WriteLine(all[1] is IB and IC);
        foreach (int i in new Explicit { N = 4 })
            Console.WriteLine(i);
        Shape[] shapes = [new Tri(), new Quad(), new Hidden()];
        foreach (Shape s in shapes)
            Console.WriteLine(s + " " + s.Text + " " + s.Sides);
        Console.WriteLine(new Hidden().Text);
        var list = new List<Explicit>
        {
            new() { N = 3 },
            new() { N = 1 },
            new() { N = 2 },
        };
        list.Sort();
        foreach (Explicit e in list)
            Console.Write(e.N);
        Console.WriteLine();
        IList<string> array = new[] { "x", "y" };
        Console.WriteLine(array.Count + array[1] + array.IndexOf("y"));
        IReadOnlyList<object> covariant = new[] { "p", "q", "r" };
        Console.WriteLine(covariant.Count + (string)covariant[2]);
        IEnumerable seq = new[] { 1, 2, 3 };
        int sum = 0;
        foreach (object o in seq)
            sum += (int)o;
        Console.WriteLine(sum);
        object[] objects = new string[2];
        try
        {
            objects[0] = new object();
        }
        catch (ArrayTypeMismatchException)
        {
            Console.WriteLine("mismatch");
        }
        objects[1] = "ok";
        Console.WriteLine(objects[1]);
        return sum;
    }
}
