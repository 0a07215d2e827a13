using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class Pool
{
    private sealed class Item(CountdownEvent done) : IThreadPoolWorkItem
    {
        public void Execute() => done.Signal();
    }

    public static int Run()
    {
        using var done = new CountdownEvent(30);
        int sum = 0;
        for (int i = 0; i < 10; i++)
        {
            ThreadPool.QueueUserWorkItem(
                state =>
                {
                    Interlocked.Add(ref sum, (int)state);
                    done.Signal();
                },
                i
            );
            ThreadPool.QueueUserWorkItem<int>(
                k =>
                {
                    Interlocked.Add(ref sum, k);
                    done.Signal();
                },
                i,
                preferLocal: i % 2 == 0
            );
            ThreadPool.UnsafeQueueUserWorkItem(new Item(done), preferLocal: false);
        }

        done.Wait();
        Console.WriteLine(sum);

        // Work items that wait for each other: the pool adds threads.
        using var first = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        using var third = new CountdownEvent(3);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            first.Wait();
            second.Set();
            third.Signal();
        });
        ThreadPool.QueueUserWorkItem(_ =>
        {
            second.Wait();
            third.Signal();
        });
        ThreadPool.QueueUserWorkItem(_ =>
        {
            first.Set();
            second.Wait();
            third.Signal();
        });
        Console.WriteLine(third.Wait(20_000));

        using var trigger = new AutoResetEvent(false);
        using var called = new CountdownEvent(3);
        bool timedOut = true;
        RegisteredWaitHandle wait = ThreadPool.RegisterWaitForSingleObject(
            trigger,
            (state, isTimeout) =>
            {
                timedOut &= isTimeout;
                called.Signal();
            },
            null,
            5000,
            executeOnlyOnce: false
        );
        for (int i = 3; i > 0; i--)
        {
            trigger.Set();
            SpinWait.SpinUntil(() => called.CurrentCount < i);
        }

        Console.WriteLine(called.Wait(5000) + " " + timedOut + " " + wait.Unregister(null));
        using var expired = new ManualResetEvent(false);
        ThreadPool.RegisterWaitForSingleObject(
            new ManualResetEvent(false),
            (state, isTimeout) =>
            {
                if (isTimeout)
                    expired.Set();
            },
            null,
            5,
            executeOnlyOnce: true
        );
        Console.WriteLine(expired.WaitOne(5000));
        ThreadPool.GetMaxThreads(out int workers, out int completion);
        Console.WriteLine((workers > 100) + " " + (completion > 0) + " " + (ThreadPool.ThreadCount > 0));

        var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<bool> onPool = source.Task.ContinueWith(_ => Thread.CurrentThread.IsThreadPoolThread, TaskScheduler.Default);
        source.SetResult(1);
        Console.WriteLine(onPool.Result + " " + Thread.CurrentThread.IsThreadPoolThread);
        return 0;
    }
}
