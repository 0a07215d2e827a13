using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Function pointers: static, generic, recursive, in tables and struct fields.</summary>
public static class FunctionPointers
{
    private struct Big
    {
        public long A,
            B,
            C;
        public string S;
    }

    private readonly unsafe struct Op(string name, delegate* <double, double, double> f)
    {
        public readonly string Name = name;
        public readonly delegate* <double, double, double> F = f;
    }

    private static double Add(double a, double b) => a + b;

    private static double Mul(double a, double b) => a * b;

    private static unsafe int Fact(int n, delegate* <int, void*, int> self) =>
        n <= 1 ? 1 : n * ((delegate* <int, void*, int>)self)(n - 1, (void*)self);

    private static unsafe int FactStep(int n, void* self) => n <= 1 ? 1 : n * ((delegate* <int, void*, int>)self)(n - 1, self);

    private static Big Make(long a, ref int count, out string s)
    {
        count++;
        s = "made" + a;
        return new Big
        {
            A = a,
            B = a * 2,
            C = a * 3,
            S = s,
        };
    }

    private static T Same<T>(T x) => x;

    private static string Name<T>() => typeof(T).Name;

    private static unsafe T Call<T>(delegate* <T, T> f, T x) => f(f(x));

    private static ref int Elem(int[] a) => ref a[1];

    private static unsafe void Each(int[] a, delegate* <int, void> f)
    {
        foreach (int x in a)
            f(x);
    }

    private static int s_sum;

    private static void Sum(int x) => s_sum += x;

    [UnmanagedCallersOnly]
    private static int Native(int a, long b) => a + (int)b;

    public static unsafe int Run()
    {
        Op[] table = [new("add", &Add), new("mul", &Mul)];
        foreach (ref readonly Op o in table.AsSpan())
            Write(o.Name + o.F(3, 4) + " ");
        WriteLine(FactStep(6, (delegate* <int, void*, int>)&FactStep));
        delegate* <long, ref int, out string, Big> mk = &Make;
        int count = 5;
        Big b = mk(7, ref count, out string s);
        WriteLine(b.C + b.S + s + count);
        WriteLine(Call(&Same<int>, 5) + Call(&Same<string>, "x") + Call<double>(&Same, 2.5));
        delegate* <string> name = &Name<List<int>>;
        WriteLine(name());
        int[] a = [1, 2, 3];
        delegate* <int[], ref int> el = &Elem;
        el(a) = 40;
        el(a)++;
        WriteLine(a[1]);
        Each(a, &Sum);
        WriteLine(s_sum);
        delegate* unmanaged<int, long, int> nat = &Native;
        WriteLine(nat(3, 4));
        void* raw = (void*)mk;
        WriteLine(raw == (void*)(delegate* <long, ref int, out string, Big>)&Make);
        delegate* <void> none = null;
        WriteLine(none == null);
        delegate* <delegate* <double, double, double>, double> apply = &Apply;
        WriteLine(apply(&Mul));
        return 0;
    }

    private static unsafe double Apply(delegate* <double, double, double> f) => f(6, 7);
}
