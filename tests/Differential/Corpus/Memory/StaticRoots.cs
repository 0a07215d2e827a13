using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Objects held by statics of every kind survive; what they let go is reclaimed.</summary>
public static class StaticRoots
{
    private static object s_o = new int[10];
    private static (string, List<int>) s_t = (new string('t', 3), [1, 2]);
    private static readonly Dictionary<string, object> s_d = [];
    private static Func<int> s_f;
    private static object[] s_a = new object[5];

    [ThreadStatic]
    private static string s_ts;

    private struct S
    {
        public object A;
        public string B;
    }

    private static S s_s;
    private static WeakReference s_w;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill()
    {
        int k = 41;
        s_f = () => ++k;
        s_d["x"] = new byte[50];
        s_a[3] = "a" + k;
        s_ts = "ts" + k;
        s_s = new S
        {
            A = new List<string> { "l" + k },
            B = "b" + k,
        };
        var lost = new object();
        s_w = new WeakReference(lost);
        s_d["lost"] = lost;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Clobber(int n)
    {
        long a = n,
            b = n + 1;
        if (n > 0)
            Clobber(n - 1);
        GC.KeepAlive(a + b);
    }

    public static int Run()
    {
        Fill();
        for (int i = 0; i < 3; i++)
        {
            for (int k = 0; k < 100; k++)
                _ = new byte[500];
            GC.Collect();
        }
        WriteLine(
            ((int[])s_o).Length
                + s_t.Item1
                + s_t.Item2.Count
                + s_f()
                + s_f()
                + ((byte[])s_d["x"]).Length
                + s_a[3]
                + s_ts
                + ((List<string>)s_s.A)[0]
                + s_s.B
                + s_w.IsAlive
        );
        s_d.Remove("lost");
        s_d.Clear();
        s_d.TrimExcess();
        Clobber(30);
        GC.Collect();
        WriteLine(s_w.IsAlive);
        return 0;
    }
}
