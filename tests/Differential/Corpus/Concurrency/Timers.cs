using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class Timers
{
    private static async Task Periodic()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        int ticks = 0;
        while (ticks < 3 && await timer.WaitForNextTickAsync())
            ticks++;
        Console.WriteLine(ticks);
        timer.Dispose();
        Console.WriteLine(await timer.WaitForNextTickAsync());
    }

    public static int Run()
    {
        var order = new List<int>();
        Task[] delays = new[] { 240, 80, 320, 160, 1 }.Select(async ms =>
        {
            await Task.Delay(ms);
            lock (order)
                order.Add(ms);
        }).ToArray();
        Task.WaitAll(delays);
        Console.WriteLine(string.Join(" ", order));

        using var enough = new CountdownEvent(4);
        int calls = 0;
        using (var timer = new Timer(state =>
        {
            Interlocked.Increment(ref calls);
            if (!enough.IsSet)
                ((CountdownEvent)state).Signal();
        }, enough, 1, 2))
        {
            enough.Wait();
            timer.Change(Timeout.Infinite, Timeout.Infinite);
        }

        Console.WriteLine(calls >= 4);
        using var once = new ManualResetEvent(false);
        using var single = new Timer(_ => once.Set(), null, 5, Timeout.Infinite);
        Console.WriteLine(once.WaitOne(5000));
        Periodic().Wait();
        using var source = new CancellationTokenSource();
        source.CancelAfter(5);
        try { Task.Delay(Timeout.Infinite, source.Token).Wait(); }
        catch (AggregateException e) { Console.WriteLine(e.InnerException.GetType().Name); }
        long before = Environment.TickCount64;
        Thread.Sleep(30);
        Console.WriteLine(Environment.TickCount64 - before >= 15);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Task.Delay(20).Wait();
        Console.WriteLine(watch.ElapsedMilliseconds >= 5);
        return 0;
    }
}
