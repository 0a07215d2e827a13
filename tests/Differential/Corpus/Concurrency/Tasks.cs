using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class Tasks
{
    private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    private static void Continuations()
    {
        Task<int> first = Task.Run(() => Fibonacci(15));
        Task<string> second = first.ContinueWith(t => "fib " + t.Result);
        Console.WriteLine(second.Result);
        Task failing = Task.Run(() => throw new ArgumentException("bad"));
        Task onFault = failing.ContinueWith(
            t => Console.WriteLine("fault " + t.Exception.InnerException.Message),
            TaskContinuationOptions.OnlyOnFaulted
        );
        Task onSuccess = failing.ContinueWith(t => Console.WriteLine("never"), TaskContinuationOptions.OnlyOnRanToCompletion);
        onFault.Wait();
        try
        {
            onSuccess.Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.InnerException.GetType().Name + " " + onSuccess.IsCanceled);
        }
        Console.WriteLine(failing.Status + " " + first.Status);
        Console.WriteLine(Task.Factory.StartNew(() => Task.Run(() => 5)).Unwrap().Result);
    }

    private static void Groups()
    {
        Task<int>[] tasks = Enumerable.Range(1, 8).Select(i => Task.Run(() => i * i)).ToArray();
        Console.WriteLine(string.Join(",", Task.WhenAll(tasks).Result));
        Task.WaitAll(tasks);
        var never = new TaskCompletionSource<int>();
        Task<Task<int>> any = Task.WhenAny(never.Task, Task.FromResult(3));
        Console.WriteLine(any.Result.Result);
        Console.WriteLine(Task.WaitAny(never.Task, Task.CompletedTask));
        Console.WriteLine(Task.WaitAll([never.Task], 10));
        never.SetResult(9);
        Console.WriteLine(never.TrySetResult(10) + " " + never.Task.Result);
        Task all = Task.WhenAll(
            Task.FromException(new FormatException("one")),
            Task.FromException(new TimeoutException("two")),
            Task.CompletedTask
        );
        try
        {
            all.Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(string.Join("|", e.InnerExceptions.Select(x => x.Message)));
        }
    }

    private static void Cancellation()
    {
        using var source = new CancellationTokenSource();
        var started = new ManualResetEventSlim();
        int polls = 0;
        Task loop = Task.Run(
            () =>
            {
                started.Set();
                while (true)
                {
                    source.Token.ThrowIfCancellationRequested();
                    polls++;
                    Thread.Sleep(1);
                }
            },
            source.Token
        );
        int called = 0;
        using (source.Token.Register(() => called++))
        using (source.Token.Register(s => called += (int)s, 10))
        {
            started.Wait();
            source.Cancel();
        }

        try
        {
            loop.Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.InnerException is TaskCanceledException);
        }
        Console.WriteLine(loop.IsCanceled + " " + called + " " + source.IsCancellationRequested);
        Task refused = Task.Run(() => Console.WriteLine("never"), source.Token);
        try
        {
            refused.Wait();
        }
        catch (AggregateException) { }
        Console.WriteLine(refused.Status);
        using var parent = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(parent.Token, CancellationToken.None);
        parent.Cancel();
        Console.WriteLine(linked.Token.IsCancellationRequested + " " + linked.Token.WaitHandle.WaitOne(0));
        using var timed = new CancellationTokenSource(10);
        Console.WriteLine(timed.Token.WaitHandle.WaitOne(5000));
    }

    private static void Children()
    {
        var log = new List<int>();
        Task parent = Task.Factory.StartNew(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                int k = i;
                Task.Factory.StartNew(
                    () =>
                    {
                        Thread.Sleep(30 - (k * 10));
                        lock (log)
                            log.Add(k);
                    },
                    TaskCreationOptions.AttachedToParent
                );
            }
        });
        parent.Wait();
        Console.WriteLine(log.Count + " " + log.Sum());
        Task failing = Task.Factory.StartNew(() =>
        {
            Task.Factory.StartNew(() => throw new InvalidOperationException("child"), TaskCreationOptions.AttachedToParent);
        });
        try
        {
            failing.Wait();
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.Flatten().InnerException.Message);
        }
        Task<bool> own = Task.Factory.StartNew(() => Thread.CurrentThread.IsThreadPoolThread, TaskCreationOptions.LongRunning);
        Console.WriteLine(own.Result + " " + Task.Run(() => Thread.CurrentThread.IsThreadPoolThread).Result);
    }

    public static int Run()
    {
        Continuations();
        Groups();
        Cancellation();
        Children();
        var lazy = new Lazy<int>(() => Fibonacci(10));
        Console.WriteLine(Enumerable.Range(0, 4).Select(_ => Task.Run(() => lazy.Value)).Sum(t => t.Result));
        return 0;
    }
}
