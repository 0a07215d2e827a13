using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class Contexts
{
    private static readonly AsyncLocal<string> s_name = new();
    private static readonly List<string> s_changes = [];
    private static readonly AsyncLocal<int> s_watched = new(e =>
    {
        if (!e.ThreadContextChanged)
            s_changes.Add(e.PreviousValue + ">" + e.CurrentValue);
    });

    /// <summary>Runs everything posted to it on the thread that pumps.</summary>
    private sealed class Pump : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object State)> _queue = new();
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public int Foreign { get; private set; }

        public override void Post(SendOrPostCallback d, object state)
        {
            lock (_queue)
            {
                _queue.Enqueue((d, state));
                Monitor.Pulse(_queue);
            }
        }

        public T Run<T>(Func<Task<T>> body)
        {
            SynchronizationContext old = Current;
            SetSynchronizationContext(this);
            Task<T> task = body();
            task.ContinueWith(_ => Post(_ => { }, null), TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                (SendOrPostCallback callback, object state) = Next();
                if (Environment.CurrentManagedThreadId != _thread)
                    Foreign++;
                callback(state);
            }

            SetSynchronizationContext(old);
            return task.Result;
        }

        private (SendOrPostCallback, object) Next()
        {
            lock (_queue)
            {
                while (_queue.Count == 0)
                    Monitor.Wait(_queue);
                return _queue.Dequeue();
            }
        }
    }

    private static async Task<string> Inner()
    {
        string before = s_name.Value;
        s_name.Value = "inner";
        await Task.Yield();
        return before + "/" + s_name.Value;
    }

    private static async Task Flow()
    {
        s_name.Value = "outer";
        Console.WriteLine(await Inner() + " " + s_name.Value);
        Console.WriteLine(await Task.Run(() => s_name.Value));
        Task<string> unflowed;
        using (ExecutionContext.SuppressFlow())
            unflowed = Task.Run(() => s_name.Value ?? "none");

        // Not by Result: that might run it here.
        SpinWait.SpinUntil(() => unflowed.IsCompleted);
        Console.WriteLine(unflowed.Result);
        string seen = null;
        var thread = new Thread(() => seen = s_name.Value);
        thread.Start();
        thread.Join();
        Console.WriteLine(seen);
        ExecutionContext captured = ExecutionContext.Capture();
        s_name.Value = "changed";
        ExecutionContext.Run(captured, _ => Console.WriteLine(s_name.Value), null);
        Console.WriteLine(s_name.Value);
    }

    public static int Run()
    {
        Flow().Wait();
        Console.WriteLine(s_name.Value ?? "none");
        s_watched.Value = 1;
        s_watched.Value = 2;
        Console.WriteLine(string.Join(" ", s_changes));
        var pump = new Pump();
        int result = pump.Run(async () =>
        {
            int here = Environment.CurrentManagedThreadId, same = 0;
            for (int i = 0; i < 5; i++)
            {
                await Task.Delay(1);
                if (Environment.CurrentManagedThreadId == here)
                    same++;
            }

            await Task.Run(() => Thread.Sleep(1)).ConfigureAwait(true);
            return same;
        });
        Console.WriteLine(result + " " + pump.Foreign);
        return 0;
    }
}
