using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class AsyncFlows
{
    private sealed class Resource(string name, List<string> log) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            log.Add("disposed " + name);
        }
    }

    private readonly struct Immediate(int value) : INotifyCompletion
    {
        public Immediate GetAwaiter() => this;

        public bool IsCompleted => value % 2 == 0;

        public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(_ => continuation());

        public int GetResult() => value * 10;
    }

    private static async Task<int> Add(int a, int b)
    {
        await Task.Delay(1);
        return a + b;
    }

    private static async Task<string> Guarded(bool fails, List<string> log)
    {
        try
        {
            log.Add("try");
            await Task.Yield();
            if (fails)
                throw new InvalidOperationException("failed");
            return "fine";
        }
        catch (InvalidOperationException e) when (e.Message.Length == 6)
        {
            await Task.Delay(1);
            log.Add("catch");
            return "caught";
        }
        finally
        {
            await Task.Yield();
            log.Add("finally");
        }
    }

    private static async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken token = default)
    {
        for (int i = 0; i < to; i++)
        {
            token.ThrowIfCancellationRequested();
            if (i % 3 == 1)
                await Task.Delay(1, token);
            yield return i;
        }
    }

    private static async ValueTask<int> Sometimes(int n)
    {
        if (n % 2 == 0)
            return n;
        await Task.Yield();
        return -n;
    }

    private static async Task<int> Recursive(int depth) => depth == 0 ? 0 : 1 + await Recursive(depth - 1);

    private static async Task<T> Generic<T>(T value)
        where T : notnull
    {
        await Task.Yield();
        return value;
    }

    private static async void FireAndForget(TaskCompletionSource<string> done)
    {
        await Task.Delay(2);
        done.SetResult("fired");
    }

    private static async Task Fail(string message)
    {
        await Task.Yield();
        throw new FormatException(message);
    }

    private static async Task<int> Main2()
    {
        var log = new List<string>();
        int sum = 0;
        for (int i = 0; i < 5; i++)
            sum = await Add(sum, i);
        Console.WriteLine(sum);
        Console.WriteLine(await Guarded(false, log) + " " + await Guarded(true, log) + " " + string.Join(",", log));
        log.Clear();
        await using (new Resource("a", log))
        await using (new Resource("b", log).ConfigureAwait(false))
            log.Add("body");
        Console.WriteLine(string.Join(",", log));
        int total = 0;
        await foreach (int i in Count(10))
            total += i;
        Console.WriteLine(total);
        using var source = new CancellationTokenSource();
        int seen = 0;
        try
        {
            await foreach (int i in Count(100).WithCancellation(source.Token))
            {
                if (++seen == 6)
                    source.Cancel();
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled after " + seen);
        }
        Console.WriteLine(await Sometimes(4) + " " + await Sometimes(5));
        Console.WriteLine(await Recursive(200));
        Console.WriteLine(await Generic("text") + await Generic(5) + (await Generic((1, 'x', 2.5))).Item3);
        Console.WriteLine(await new Immediate(3) + await new Immediate(4));
        var done = new TaskCompletionSource<string>();
        FireAndForget(done);
        Console.WriteLine(await done.Task);
        try
        {
            await Fail("first");
        }
        catch (FormatException e)
        {
            Console.WriteLine(e.Message);
        }
        Task both = Task.WhenAll(Fail("x"), Fail("y"));
        try
        {
            await both;
        }
        catch (FormatException)
        {
            Console.WriteLine(both.Exception.InnerExceptions.Count);
        }
        Func<int, Task<int>> lambda = async x =>
        {
            await Task.Yield();
            return x * sum;
        };
        Console.WriteLine(await lambda(3));
        Console.WriteLine(await Add(await Add(1, 2), await Add(3, await Add(4, 5))));
        try
        {
            await Task.Delay(10_000, source.Token);
        }
        catch (TaskCanceledException e)
        {
            Console.WriteLine(e.CancellationToken == source.Token);
        }
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromMilliseconds(5));
        }
        catch (TimeoutException)
        {
            Console.WriteLine("timeout");
        }
        return 0;
    }

    public static int Run() => Main2().GetAwaiter().GetResult();
}
