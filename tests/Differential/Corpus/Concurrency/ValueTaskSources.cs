using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace Corpus.Concurrency;

/// <summary>Value tasks with sources of their own, custom awaiters and task-like types.</summary>
public static class ValueTaskSources
{
    public static int Run()
    {
        RunAll().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAll()
    {
        var signal = new Signal();
        for (int i = 0; i < 3; i++)
        {
            ValueTask<int> wait = signal.Wait();
            ThreadPool.QueueUserWorkItem(static state => ((Signal)state).Set(7), signal);
            Console.Write($"{await wait} ");
        }

        Console.WriteLine(signal.Rounds);
        ValueTask<int> failing = signal.Wait();
        signal.Fail(new TimeoutException("late"));
        try
        {
            await failing;
        }
        catch (TimeoutException e)
        {
            Console.WriteLine($"{e.Message} {failing.IsFaulted}");
        }

        Console.WriteLine(await Chosen(true) + await Chosen(false));
        Console.WriteLine(await new Countdown(3));
        Console.WriteLine(await Pooled(4));
        ValueTask<string> made = ValueTask.FromResult("made");
        Console.WriteLine($"{made.IsCompletedSuccessfully} {await made.AsTask()} {ValueTask.CompletedTask.IsCompleted}");
        Console.WriteLine(await Cancelled());
    }

    private static ValueTask<int> Chosen(bool now) => now ? new ValueTask<int>(5) : new ValueTask<int>(Task.Run(() => 6));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> Pooled(int depth)
    {
        await Task.Yield();
        return depth == 0 ? 1 : depth * await Pooled(depth - 1);
    }

    private static async Task<string> Cancelled()
    {
        ValueTask task = ValueTask.FromCanceled(new CancellationToken(canceled: true));
        try
        {
            await task;
            return "not cancelled";
        }
        catch (TaskCanceledException)
        {
            return $"cancelled {task.IsCanceled}";
        }
    }

    /// <summary>One object for any number of waits.</summary>
    private sealed class Signal : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };

        public int Rounds { get; private set; }

        public ValueTask<int> Wait()
        {
            _core.Reset();
            return new ValueTask<int>(this, _core.Version);
        }

        public void Set(int value) => _core.SetResult(value + Rounds);

        public void Fail(Exception error) => _core.SetException(error);

        int IValueTaskSource<int>.GetResult(short token)
        {
            Rounds++;
            return _core.GetResult(token);
        }

        ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

        void IValueTaskSource<int>.OnCompleted(Action<object> continuation, object state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>Awaitable by its methods alone.</summary>
    private readonly struct Countdown(int from)
    {
        public Awaiter GetAwaiter() => new(from);

        public readonly struct Awaiter(int from) : ICriticalNotifyCompletion
        {
            public bool IsCompleted => from == 0;

            public string GetResult() => $"counted from {from}";

            public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

            public void UnsafeOnCompleted(Action continuation)
            {
                for (int i = from; i > 0; i--)
                    Console.Write($"{i} ");
                continuation();
            }
        }
    }
}
