using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Corpus.Memory;

public static class FinalizerRuns
{
    private static readonly List<int> s_log = [];
    private static int s_threads;

    private sealed class Noted(int id)
    {
        ~Noted()
        {
            lock (s_log)
                s_log.Add(id);
        }
    }

    private sealed class Holder(Noted inner, byte[] data)
    {
        public Noted Inner = inner;

        ~Holder()
        {
            lock (s_log)
                s_log.Add(1000 + data.Length + (Inner == null ? 1 : 0));
        }
    }

    private sealed class Disposed(int id) : IDisposable
    {
        private readonly Noted _marker = new(id);

        public void Dispose() => GC.SuppressFinalize(this);

        ~Disposed()
        {
            lock (s_log)
                s_log.Add(-id - (_marker == null ? 1 : 0));
        }
    }

    private sealed class Where(int creator)
    {
        ~Where()
        {
            if (Environment.CurrentManagedThreadId != creator)
                Interlocked.Increment(ref s_threads);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Away(Action make)
    {
        // On a stack of its own, so that nothing stays behind on this one.
        var thread = new Thread(() => make());
        thread.Start();
        thread.Join();
    }

    private static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            Away(() => { });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Print()
    {
        lock (s_log)
        {
            s_log.Sort();
            Console.WriteLine(s_log.Count + ": " + string.Join(",", s_log.Take(12)));
            s_log.Clear();
        }
    }

    public static int Run()
    {
        Away(() => { for (int i = 0; i < 10; i++) _ = new Noted(i); });
        Settle();
        Print();

        Away(() => _ = new Holder(new Noted(5), new byte[20]));
        Settle();
        Print();

        Away(() =>
        {
            for (int i = 1; i <= 6; i++)
            {
                var d = new Disposed(i);
                if (i % 2 == 0)
                    d.Dispose();
                if (i == 4)
                    GC.ReRegisterForFinalize(d);
            }
        });
        Settle();
        Print();

        Away(() => { for (int i = 0; i < 5; i++) _ = new Where(Environment.CurrentManagedThreadId); });
        Settle();
        Console.WriteLine(s_threads);

        // Without waiting: pressure alone makes them run.
        int before = 0;
        Away(() => { for (int i = 0; i < 50; i++) _ = new Noted(i); });
        for (int i = 0; i < 4000 && before < 50; i++)
        {
            var garbage = new byte[20_000];
            garbage[i % 100] = 1;
            if (i % 50 == 0)
                Thread.Sleep(1);
            lock (s_log)
                before = s_log.Count;
        }

        Console.WriteLine(before);
        var kept = new Noted(99);
        lock (s_log)
            s_log.Clear();
        Settle();
        Print();
        GC.KeepAlive(kept);
        return 0;
    }
}
