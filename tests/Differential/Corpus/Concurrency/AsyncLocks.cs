using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

/// <summary>SemaphoreSlim, linked and timed cancellation, periodic timers, WhenEach, WaitAsync, AsyncLocal.</summary>
public static class AsyncLocks
{
    private static readonly AsyncLocal<string> s_context = new(change => Interlocked.Increment(ref s_changes));
    private static int s_changes;

    public static int Run()
    {
        RunAll().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAll()
    {
        Console.WriteLine(await Limited());
        await Linked();
        await Timed();
        await Ticks();
        await Each();
        await Locals();
        Console.WriteLine(await Completions());
    }

    private static async Task<string> Limited()
    {
        using var gate = new SemaphoreSlim(3, 3);
        int inside = 0;
        int most = 0;
        int shared = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            await gate.WaitAsync();
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Add(ref shared, i);
            Interlocked.Decrement(ref inside);
            gate.Release();
        }));
        bool timedOut;
        await gate.WaitAsync();
        await gate.WaitAsync();
        await gate.WaitAsync();
        timedOut = !await gate.WaitAsync(5);
        string overfull = "released";
        gate.Release(3);
        try
        {
            gate.Release();
        }
        catch (SemaphoreFullException)
        {
            overfull = "full";
        }

        return $"{most <= 3} {inside} {shared} {timedOut} {overfull} {gate.CurrentCount}";
    }

    private static void InterlockedMax(ref int place, int value)
    {
        int seen = Volatile.Read(ref place);
        while (value > seen)
        {
            int found = Interlocked.CompareExchange(ref place, value, seen);
            if (found == seen)
                return;
            seen = found;
        }
    }

    private static async Task Linked()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(first.Token, second.Token);
        var order = new List<string>();
        using CancellationTokenRegistration one = both.Token.Register(() => order.Add("registered first"));
        CancellationTokenRegistration two = both.Token.Register(() => order.Add("removed"));
        using CancellationTokenRegistration three = both.Token.Register(static list => ((List<string>)list).Add("registered last"), order);
        Console.Write($"{two.Unregister()} ");
        Task waiting = Task.Delay(Timeout.Infinite, both.Token);
        second.Cancel();
        try
        {
            await waiting;
        }
        catch (TaskCanceledException)
        {
            Console.WriteLine($"{string.Join(", ", order)}; {first.IsCancellationRequested} {both.IsCancellationRequested} {waiting.Status}");
        }

        Console.WriteLine($"reset {first.TryReset()} {second.TryReset()}");
    }

    private static async Task Timed()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(2));
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(30), source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Write("timed out; ");
        }

        try
        {
            await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromMilliseconds(2));
        }
        catch (TimeoutException e)
        {
            Console.WriteLine(e.Message);
        }
    }

    private static async Task Ticks()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        int ticks = 0;
        while (ticks < 3 && await timer.WaitForNextTickAsync())
            ticks++;
        timer.Dispose();
        Console.WriteLine($"{ticks} ticks, then {await timer.WaitForNextTickAsync()}");
    }

    private static async Task Each()
    {
        var sources = new TaskCompletionSource<int>[4];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        sources[2].SetResult(2);
        int next = 3;
        await foreach (Task<int> done in Task.WhenEach(sources.Select(s => s.Task)))
        {
            Console.Write($"{await done} ");
            if (next >= 0)
                sources[next].TrySetResult(next);
            next = next == 3 ? 1 : next - 1;
        }

        Console.WriteLine();
    }

    private static async Task Locals()
    {
        s_context.Value = "outer";
        await Inner();
        Task silent;
        using (ExecutionContext.SuppressFlow())
            silent = Task.Run(() => Console.Write($"[{s_context.Value ?? "none"}] "));
        await silent;
        Console.WriteLine($"{s_context.Value} changed {s_changes > 0}");

        static async Task Inner()
        {
            Console.Write($"{s_context.Value} ");
            s_context.Value = "inner";
            await Task.Yield();
            Console.Write($"{s_context.Value} ");
        }
    }

    private static async Task<string> Completions()
    {
        var failing = Task.WhenAll(
            Task.FromException(new ArgumentException("a")), Task.FromException(new InvalidOperationException("b")), Task.CompletedTask);
        try
        {
            await failing;
        }
        catch (ArgumentException)
        {
        }

        string all = string.Join(' ', failing.Exception.InnerExceptions.Select(e => e.Message));
        Task<int> continued = Task.FromResult(4).ContinueWith(t => t.Result * 10, TaskContinuationOptions.ExecuteSynchronously);
        Task<Task<int>> nested = Task.Factory.StartNew(async () =>
        {
            await Task.Yield();
            return 8;
        });
        await failing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return $"{all} {await continued} {await nested.Unwrap()} {await await Task.WhenAny(Task.FromResult(1), new TaskCompletionSource<int>().Task)}";
    }
}
