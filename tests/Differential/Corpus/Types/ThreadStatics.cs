using System;
using System.Collections.Generic;
using System.Threading;
using static System.Console;

namespace Corpus.Types;

/// <summary>Thread statics of many types, generic ones, and ThreadLocal on the main thread.</summary>
public static class ThreadStatics
{
    [ThreadStatic]
    private static int s_i;

    [ThreadStatic]
    private static string s_s;

    [ThreadStatic]
    private static (long, object) s_t;

    [ThreadStatic]
    private static List<int> s_l;

    private static class G<T>
    {
        [ThreadStatic]
        public static T V;

        [ThreadStatic]
        public static int N;
    }

    private static int Deep(int n)
    {
        s_i++;
        s_t.Item1 += n;
        return n == 0 ? s_i : Deep(n - 1);
    }

    public static int Run()
    {
        s_s ??= "init";
        s_s += s_i;
        (s_l ??= []).Add(3);
        s_t = (5, "o");
        G<int>.V = 4;
        G<string>.V = "g";
        G<int>.N++;
        G<string>.N += 10;
        ref int r = ref s_i;
        r = 100;
        WriteLine(Deep(50) + s_s + s_l[0] + s_t + G<int>.V + G<string>.V + G<int>.N + G<string>.N + (G<object>.V == null));
        GC.Collect();
        WriteLine(s_s + s_l.Count);
        using var t = new ThreadLocal<int>(() => 7);
        t.Value++;
        WriteLine(t.Value + "" + t.IsValueCreated);
        return 0;
    }
}
