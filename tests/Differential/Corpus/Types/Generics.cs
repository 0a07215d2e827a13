using System;
using System.Collections.Generic;
using System.Numerics;

namespace Corpus.Types;

public static class Generics
{
    private class Node<T>
    {
        public T Value;
        public Node<T> Next;
        public static int Made;

        public Node(T v, Node<T> n)
        {
            Value = v;
            Next = n;
            Made++;
        }
    }

    private sealed class Stack<T>
    {
        private Node<T> _top;
        public int Count;

        public void Push(T v)
        {
            _top = new(v, _top);
            Count++;
        }

        public T Pop()
        {
            T v = _top.Value;
            _top = _top.Next;
            Count--;
            return v;
        }
    }

    private interface IShape<out T>
    {
        T Get();
    }

    private sealed class Maker<T> : IShape<T>
        where T : new()
    {
        public T Get() => new T();
    }

    private class Animal
    {
        public virtual string Name => "animal";
    }

    private class Dog : Animal
    {
        public override string Name => "dog";
    }

    private static T Max<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;

    private static T Sum<T>(params ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T v in values)
            sum += v;
        return sum;
    }

    private static string TypeName<T>() =>
        typeof(T) == typeof(int) ? "int"
        : typeof(T) == typeof(string) ? "string"
        : typeof(T).IsValueType ? "value"
        : "reference";

    private class Base
    {
        public virtual string Show<T>(T v) => "base " + v;
    }

    private sealed class Derived : Base
    {
        public override string Show<T>(T v) => "derived " + v + " " + TypeName<T>();
    }

    private struct Pair<A, B>
    {
        public A First;
        public B Second;

        public Pair(A a, B b)
        {
            First = a;
            Second = b;
        }

        public Pair<B, A> Swap() => new(Second, First);
    }

    private interface IParser<TSelf>
        where TSelf : IParser<TSelf>
    {
        static abstract TSelf Parse(string s);
        static virtual string Kind => "default";
    }

    private readonly struct Meters(int v) : IParser<Meters>
    {
        public readonly int V = v;

        public static Meters Parse(string s) => new(s.Length);

        public static string Kind => "meters";
    }

    private readonly struct Feet(int v) : IParser<Feet>
    {
        public readonly int V = v;

        public static Feet Parse(string s) => new(s.Length * 3);
    }

    private static T ParseAs<T>(string s)
        where T : IParser<T>
    {
        Console.WriteLine(T.Kind);
        return T.Parse(s);
    }

    public static int Run()
    {
        var ints = new Stack<int>();
        var strings = new Stack<string>();
        for (int i = 0; i < 5; i++)
        {
            ints.Push(i * i);
            strings.Push("s" + i);
        }
        Console.WriteLine(ints.Pop() + ints.Pop() + strings.Pop() + strings.Count);
        Console.WriteLine(Node<int>.Made + " " + Node<string>.Made + " " + Node<double>.Made);
        Console.WriteLine(Max(3, 5) + Max("abc", "abd") + Max(2.5, -1));
        Console.WriteLine(Sum(1, 2, 3) + " " + Sum(1.5, 2.25) + " " + Sum<long>(1L << 40, 5));
        Console.WriteLine(TypeName<int>() + TypeName<string>() + TypeName<object>() + TypeName<Pair<int, int>>());
        Base b = new Derived();
        Console.WriteLine(b.Show(5) + b.Show("x") + new Base().Show(1.5) + b.Show(new Pair<int, string>(1, "a").Swap().First));
        IShape<Animal> shape = new Maker<Dog>();
        Console.WriteLine(shape.Get().Name);
        IEnumerable<object> objects = new List<string> { "p", "q" };
        foreach (object o in objects)
            Console.Write(o);
        Console.WriteLine();
        Action<object> sink = o => Console.WriteLine("sink " + o);
        Action<string> narrow = sink;
        narrow("text");
        Console.WriteLine(ParseAs<Meters>("four").V + ParseAs<Feet>("four").V);
        var dict = new Dictionary<Pair<int, string>, List<int>>();
        dict[new(1, "a")] = [1, 2];
        dict[new(2, "b")] = [3];
        Console.WriteLine(dict.Count + " " + dict[new(1, "a")].Count + " " + dict.ContainsKey(new(1, "b")));
        return Node<int>.Made;
    }
}
