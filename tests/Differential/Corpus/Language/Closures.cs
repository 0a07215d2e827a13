using System;
using System.Collections.Generic;

namespace Corpus.Language;

public static class Closures
{
    private delegate int Binary(int a, int b);


    private static int Add(int a, int b) => a + b;

    private static Func<int, int> Adder(int n) => x => x + n;

    public static int Run()
    {
        var list = new List<Func<int>>();
        for (int i = 0; i < 5; i++)
        {
            int copy = i;
            list.Add(() => copy * 10 + i);
        }
        foreach (Func<int> f in list)
            Console.WriteLine(f());
        Binary b = Add;
        Console.WriteLine(b(3, 4));
        Action<string> log = s => Console.WriteLine("1:" + s);
        log += s => Console.WriteLine("2:" + s);
        Action<string> third = s => Console.WriteLine("3:" + s);
        log += third;
        log("x");
        log -= third;
        log("y");
        Console.WriteLine(log.GetInvocationList().Length);
        Func<int, int> add5 = Adder(5), add7 = Adder(7);
        Console.WriteLine(add5(add7(1)));
        Func<int, Func<int, Func<int, int>>> curry = x => y => z => x * 100 + y * 10 + z;
        Console.WriteLine(curry(1)(2)(3));
        int counter = 0;
        Action inc = () => counter++;
        for (int i = 0; i < 10; i++) inc();
        Console.WriteLine(counter);
        Func<int, int> fact = null;
        fact = n => n <= 1 ? 1 : n * fact(n - 1);
        Console.WriteLine(fact(10));
        Comparison<int> cmp = (p, q) => q.CompareTo(p);
        int[] a = [3, 1, 2];
        Array.Sort(a, cmp);
        Console.WriteLine(string.Join(",", a));
        string text = "abc";
        Func<string> upper = text.ToUpperInvariant;
        Console.WriteLine(upper());
        Func<string, int> length = s => s.Length;
        Console.WriteLine(length(text));
        Console.WriteLine(add5 == Adder(5));
        Binary c = Add;
        Console.WriteLine(b == c);
        return counter;
    }
}
