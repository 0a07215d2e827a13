using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Weak references and conditional weak tables see collection of what nobody holds.</summary>
public static class WeakReferences
{
    private sealed class Thing(int n)
    {
        public int N => n;
        public Thing Other;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Thing>[] Make(List<Thing> kept)
    {
        var weak = new WeakReference<Thing>[10];
        for (int i = 0; i < 10; i++)
        {
            var t = new Thing(i);
            weak[i] = new(t);
            if (i % 3 == 0)
                kept.Add(t);
        }
        return weak;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Alive(WeakReference<Thing>[] weak)
    {
        int sum = 0;
        foreach (var w in weak)
            if (w.TryGetTarget(out Thing t))
                sum += t.N + 100;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference, ConditionalWeakTable<Thing, string>, Thing) Table()
    {
        var table = new ConditionalWeakTable<Thing, string>();
        var kept = new Thing(1);
        table.Add(kept, "kept");
        var lost = new Thing(2);
        table.Add(lost, "lost");
        lost.Other = kept;
        return (new WeakReference(lost), table, kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Cycle(out WeakReference a)
    {
        var x = new Thing(1);
        x.Other = new Thing(2) { Other = x };
        a = new WeakReference(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Clobber(int n)
    {
        long a = n,
            b = n + 1,
            c = n + 2;
        if (n > 0)
            Clobber(n - 1);
        GC.KeepAlive(a + b + c);
    }

    public static int Run()
    {
        var kept = new List<Thing>();
        var weak = Make(kept);
        WriteLine(Alive(weak) >= 400);
        Clobber(20);
        GC.Collect();
        WriteLine(Alive(weak));
        var (w, table, k) = Table();
        Cycle(out var cyc);
        Clobber(20);
        GC.Collect();
        WriteLine(w.IsAlive + " " + table.TryGetValue(k, out string v) + v + cyc.IsAlive);
        WriteLine(kept.Count);
        GC.KeepAlive(kept);
        GC.KeepAlive(k);
        var strong = new Thing(7);
        var sw = new WeakReference<Thing>(strong);
        GC.Collect();
        WriteLine(sw.TryGetTarget(out var got) && ReferenceEquals(got, strong));
        sw.SetTarget(null);
        WriteLine(sw.TryGetTarget(out _));
        GC.KeepAlive(strong);
        return 0;
    }
}
