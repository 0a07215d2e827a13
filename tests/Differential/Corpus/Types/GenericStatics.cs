using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Statics, static constructors and nested types of generic types.</summary>
public static class GenericStatics
{
    private static class Cache<T>
    {
        public static int Count;
        public static readonly string Name = Make();
        public static T Last;
        public static readonly List<T> Items = [];

        private static string Make()
        {
            s_log += typeof(T).Name + ";";
            return "cache of " + typeof(T).Name;
        }

        public static class Inner<U>
        {
            public static int Hits;
            public static string Both => typeof(T).Name + typeof(U).Name;
        }
    }

    private class Registered<TSelf>
        where TSelf : Registered<TSelf>, new()
    {
        public static readonly TSelf Instance = new();
        public static int Created;

        public Registered() => Created++;

        public virtual string Hello => GetType().Name;
    }

    private sealed class One : Registered<One> { }

    private sealed class Two : Registered<Two>
    {
        public override string Hello => "two!";
    }

    private class Outer<T>
    {
        public class Mid<U>
        {
            public class Deep<V>
            {
                public (T, U, V) Value;
                public static int Made;

                public Deep(T t, U u, V v)
                {
                    Value = (t, u, v);
                    Made++;
                }

                public Outer<V>.Mid<T> Turn() => new();
            }

            public string Name => typeof(Mid<U>).Name + typeof(T).Name + typeof(U).Name;
        }
    }

    private struct Slot<T>
    {
        public static T Default;
        public T Own;
        public static int Size => Unsafe.SizeOf<Slot<T>>();
    }

    private static string s_log = "";

    private static int Next<T>()
    {
        Cache<T>.Count++;
        return Cache<T>.Count + Counter<T>.Bump();
    }

    private static class Counter<T>
    {
        private static int s_n = 100;

        static Counter() => s_log += "cctor " + typeof(T).Name + ";";

        public static int Bump() => ++s_n;
    }

    public static int Run()
    {
        Cache<int>.Count = 5;
        Cache<string>.Count = 7;
        Cache<int>.Last = 3;
        Cache<string>.Last = "l";
        Cache<List<int>>.Items.Add([1]);
        WriteLine(
            Cache<int>.Name
                + Cache<string>.Name
                + Cache<int>.Count
                + Cache<string>.Count
                + Cache<object>.Count
                + Cache<int>.Last
                + Cache<string>.Last
                + Cache<List<int>>.Items.Count
        );
        Cache<int>.Inner<string>.Hits++;
        Cache<int>.Inner<string>.Hits++;
        Cache<string>.Inner<int>.Hits--;
        WriteLine(
            Cache<int>.Inner<string>.Both + Cache<int>.Inner<string>.Hits + Cache<string>.Inner<int>.Hits + Cache<int>.Inner<int>.Hits
        );
        WriteLine(Next<int>() + " " + Next<int>() + " " + Next<string>() + " " + Next<object>() + " " + Next<double[]>());
        WriteLine(s_log);
        WriteLine(One.Instance.Hello + Two.Instance.Hello + One.Created + Two.Created + (Registered<One>.Instance == One.Instance));
        var deep = new Outer<int>.Mid<string>.Deep<double>(1, "b", 2.5);
        WriteLine(deep.Value + deep.Turn().Name + Outer<int>.Mid<string>.Deep<double>.Made + Outer<string>.Mid<int>.Deep<double>.Made);
        Slot<long>.Default = 9;
        Slot<byte>.Default = 4;
        WriteLine(
            $"{Slot<long>.Default} {Slot<byte>.Default} {Slot<byte>.Size} {Slot<long>.Size} {Slot<(byte, int)>.Size} {Slot<string>.Size}"
        );
        return 0;
    }
}
