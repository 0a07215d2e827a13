using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Corpus.Concurrency;

public static class Events
{
    private static Thread Start(ThreadStart body)
    {
        var thread = new Thread(body);
        thread.Start();
        return thread;
    }

    private static void PingPong()
    {
        using var ping = new AutoResetEvent(false);
        using var pong = new AutoResetEvent(false);
        var log = new List<string>();
        Thread other = Start(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                ping.WaitOne();
                log.Add("pong" + i);
                pong.Set();
            }
        });
        for (int i = 0; i < 5; i++)
        {
            log.Add("ping" + i);
            ping.Set();
            pong.WaitOne();
        }

        other.Join();
        Console.WriteLine(string.Join(" ", log));
    }

    private static void Handles()
    {
        using var manual = new ManualResetEvent(false);
        using var auto = new AutoResetEvent(true);
        using var third = new ManualResetEvent(true);
        Console.WriteLine(WaitHandle.WaitAny([manual, auto], 0) + " " + WaitHandle.WaitAny([manual, auto], 5));
        Console.WriteLine(WaitHandle.WaitAll([third, manual], 5));
        Thread setter = Start(() => { Thread.Sleep(10); manual.Set(); });
        Console.WriteLine(WaitHandle.WaitAll([third, manual]));
        setter.Join();
        manual.Reset();
        Console.WriteLine(manual.WaitOne(0) + " " + WaitHandle.SignalAndWait(auto, third));
    }

    private static void Semaphores()
    {
        using var kernel = new Semaphore(2, 3);
        Console.WriteLine(kernel.WaitOne(0) + " " + kernel.WaitOne(0) + " " + kernel.WaitOne(0));
        Console.WriteLine(kernel.Release(2));
        try { kernel.Release(5); } catch (SemaphoreFullException) { Console.WriteLine("full"); }
        using var slim = new SemaphoreSlim(2);
        int inside = 0, most = 0, done = 0;
        List<Thread> threads = Enumerable.Range(0, 6).Select(_ => Start(() =>
        {
            slim.Wait();
            lock (slim)
                most = Math.Max(most, ++inside);
            Thread.Sleep(5);
            lock (slim)
            {
                inside--;
                done++;
            }

            slim.Release();
        })).ToList();
        threads.ForEach(t => t.Join());
        Console.WriteLine(most + " " + done + " " + slim.CurrentCount + " " + slim.Wait(0));
    }

    private static void Mutexes()
    {
        using var mutex = new Mutex();
        mutex.WaitOne();
        mutex.WaitOne();
        Thread outside = Start(() => Console.WriteLine(mutex.WaitOne(5)));
        outside.Join();
        mutex.ReleaseMutex();
        mutex.ReleaseMutex();
        Start(() => mutex.WaitOne()).Join();
        try { mutex.WaitOne(); Console.WriteLine("not abandoned"); }
        catch (AbandonedMutexException) { Console.WriteLine("abandoned"); }
        mutex.ReleaseMutex();
        try { mutex.ReleaseMutex(); } catch (ApplicationException) { Console.WriteLine("not owned"); }
    }

    private static void Counting()
    {
        using var countdown = new CountdownEvent(4);
        for (int i = 0; i < 4; i++)
            Start(() => { Thread.Sleep(2); countdown.Signal(); });
        countdown.Wait();
        Console.WriteLine(countdown.CurrentCount + " " + countdown.IsSet);
        int phases = 0;
        using var barrier = new Barrier(3, b => phases += (int)b.CurrentPhaseNumber + 1);
        var totals = new int[3];
        List<Thread> threads = Enumerable.Range(0, 3).Select(k => Start(() =>
        {
            for (int i = 0; i < 4; i++)
            {
                totals[k] += phases;
                barrier.SignalAndWait();
            }
        })).ToList();
        threads.ForEach(t => t.Join());
        Console.WriteLine(phases + " " + string.Join(",", totals));
        using var slim = new ManualResetEventSlim();
        Thread waiter = Start(() => { slim.Wait(); Console.WriteLine("released"); });
        Thread.Sleep(5);
        slim.Set();
        waiter.Join();
        Console.WriteLine(slim.Wait(0) + " " + slim.WaitHandle.WaitOne(0));
    }

    private static void ReadersAndWriters()
    {
        using var gate = new ReaderWriterLockSlim();
        int value = 0, torn = 0;
        List<Thread> threads = [];
        for (int w = 0; w < 2; w++)
            threads.Add(Start(() =>
            {
                for (int i = 0; i < 20; i++)
                {
                    gate.EnterWriteLock();
                    value++;
                    Thread.Yield();
                    value++;
                    gate.ExitWriteLock();
                }
            }));
        for (int r = 0; r < 3; r++)
            threads.Add(Start(() =>
            {
                for (int i = 0; i < 20; i++)
                {
                    gate.EnterReadLock();
                    if (value % 2 != 0)
                        Interlocked.Increment(ref torn);
                    gate.ExitReadLock();
                    Thread.Yield();
                }
            }));
        threads.ForEach(t => t.Join());
        gate.EnterUpgradeableReadLock();
        gate.EnterWriteLock();
        value++;
        gate.ExitWriteLock();
        gate.ExitUpgradeableReadLock();
        Console.WriteLine(value + " " + torn + " " + gate.TryEnterReadLock(0) + " " + gate.CurrentReadCount);
        gate.ExitReadLock();
    }

    public static int Run()
    {
        PingPong();
        Handles();
        Semaphores();
        Mutexes();
        Counting();
        ReadersAndWriters();
        return 0;
    }
}
