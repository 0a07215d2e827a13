using System;
using System.Collections.Generic;
using System.Threading;

namespace Corpus.Concurrency;

public static class Threads
{
    [ThreadStatic]
    private static int t_counter;

    [ThreadStatic]
    private static string t_text;

    private static readonly ThreadLocal<List<int>> s_local = new(() => [7], trackAllValues: true);
    private static int s_sum;

    private static void Work(object argument)
    {
        int n = (int)argument;
        for (int i = 0; i < 50; i++)
        {
            t_counter += n;
            t_text = n + ":" + i;
            if (i % 10 == 0)
                Thread.Yield();
        }

        s_local.Value.Add(n);
        Interlocked.Add(ref s_sum, t_counter * t_text.Length);
    }

    private static long Deep(int depth)
    {
        Span<long> cells = stackalloc long[4];
        cells[depth & 3] = depth;
        if (depth == 0)
            return 1;
        long below = Deep(depth - 1);
        return below + cells[depth & 3];
    }

    public static int Run()
    {
        var threads = new Thread[6];
        for (int i = 0; i < threads.Length; i++)
            threads[i] = new Thread(Work) { Name = "worker " + i, IsBackground = i % 2 == 0 };
        Console.WriteLine(threads[0].ThreadState + " " + threads[1].IsAlive);
        for (int i = 0; i < threads.Length; i++)
            threads[i].Start(i);
        foreach (Thread thread in threads)
            thread.Join();
        Console.WriteLine(s_sum + " " + t_counter + " " + (t_text ?? "null"));
        Console.WriteLine(threads[0].IsAlive + " " + threads[3].ThreadState + " " + threads[4].Name);
        int values = 0;
        foreach (List<int> list in s_local.Values)
            values += list.Count;
        Console.WriteLine(values);

        var order = new List<int>();
        var sleepers = new Thread[4];
        for (int i = 0; i < sleepers.Length; i++)
        {
            int k = i;
            sleepers[i] = new Thread(() =>
            {
                Thread.Sleep(400 - (k * 100));
                lock (order)
                    order.Add(k);
            });
            sleepers[i].Start();
        }

        foreach (Thread thread in sleepers)
            thread.Join();
        Console.WriteLine(string.Join(",", order));

        Exception caught = null;
        var failing = new Thread(() =>
        {
            try { throw new InvalidOperationException("inside"); }
            catch (InvalidOperationException e) { caught = e; }
        });
        failing.Start();
        Console.WriteLine(failing.Join(10_000) + " " + caught.Message);

        long deep = 0;
        var big = new Thread(() => deep = Deep(3000), 4 * 1024 * 1024);
        big.Start();
        big.Join();
        Console.WriteLine(deep);

        try { new Thread(() => { }).Join(); }
        catch (ThreadStateException) { Console.WriteLine("not started"); }
        try { big.Start(); }
        catch (ThreadStateException) { Console.WriteLine("started before"); }

        var interrupted = new Thread(() =>
        {
            try { Thread.Sleep(Timeout.Infinite); }
            catch (ThreadInterruptedException) { Console.WriteLine("interrupted"); }
        });
        interrupted.Start();
        while ((interrupted.ThreadState & ThreadState.WaitSleepJoin) == 0)
            Thread.Sleep(1);
        interrupted.Interrupt();
        interrupted.Join();
        Console.WriteLine(Thread.CurrentThread.ManagedThreadId == Environment.CurrentManagedThreadId);
        return 0;
    }
}
