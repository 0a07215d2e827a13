using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Finalizers, resurrection, suppression and re-registration.</summary>
public static class Finalizers
{
    private static readonly List<string> s_log = [];
    private static Res s_saved;

    private class Res(string n)
    {
        public readonly string N = n;

        ~Res() => s_log.Add("fin " + N);
    }

    private sealed class Sub(string n) : Res(n)
    {
        ~Sub() => s_log.Add("sub " + N);
    }

    private sealed class Back(string n) : Res(n)
    {
        ~Back() => s_saved = this;
    }

    private sealed class Disp(string n) : IDisposable
    {
        public void Dispose()
        {
            s_log.Add("disp " + n);
            GC.SuppressFinalize(this);
        }

        ~Disp() => s_log.Add("never " + n);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make()
    {
        new Res("a").ToString();
        new Sub("b").ToString();
        new Disp("c").Dispose();
        new Back("d").ToString();
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop()
    {
        WriteLine(s_saved?.N);
        GC.ReRegisterForFinalize(s_saved);
        s_saved = null;
    }

    private static void Collect()
    {
        Clobber(20);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    public static int Run()
    {
        var live = new Res("live");
        Make();
        Collect();
        s_log.Sort(StringComparer.Ordinal);
        WriteLine(string.Join(',', s_log));
        s_log.Clear();
        Drop();
        Collect();
        WriteLine((s_saved != null) + " " + s_log.Count);
        GC.KeepAlive(live);
        GC.SuppressFinalize(live);
        return 0;
    }
}
