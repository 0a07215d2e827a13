using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>UnsafeAccessor to private fields, methods, statics, constructors and generic members.</summary>
public static class UnsafeAccessors
{
    private sealed class Secret
    {
        private int _v = 5;
        private static string s_name = "static";

        private Secret(int v) => _v = v;

        public Secret() { }

        private int Add(int x) => _v + x;

        private static string Join(string a, int b) => a + b;

        private readonly List<int> _list = [1];
        public int V => _v;
    }

    private sealed class Gen<T>(T v)
    {
        private T _value = v;

        private string Show<U>(U u) => typeof(T).Name + typeof(U).Name + u;

        public T Value => _value;
    }

    private static class Acc<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_value")]
        public static extern ref T Value(Gen<T> g);
    }

    private struct Pt
    {
        private int _x;
        public readonly int X => _x;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_v")]
    private static extern ref int V(Secret s);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_name")]
    private static extern ref string Name(Secret s);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern Secret Make(int v);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Add")]
    private static extern int Add(Secret s, int x);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "Join")]
    private static extern string Join(Secret s, string a, int b);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
    private static extern ref List<int> List(Secret s);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_x")]
    private static extern ref int X(ref Pt p);

    public static int Run()
    {
        var s = Make(40);
        V(s) += 2;
        List(s) = [7, 8];
        Name(null) += "!";
        Pt p = default;
        X(ref p) = 6;
        WriteLine(s.V + Add(s, 8) + Join(null, "j", 1) + Name(s) + List(s).Count + p.X);
        var g = new Gen<string>("q");
        Acc<string>.Value(g) += "r";
        var gi = new Gen<int>(3);
        Acc<int>.Value(gi)++;
        WriteLine(g.Value + gi.Value);
        return 0;
    }
}
