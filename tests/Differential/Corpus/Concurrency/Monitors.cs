using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Corpus.Concurrency;

public static class Monitors
{
    private sealed class Buffer(int capacity)
    {
        private readonly Queue<int> _items = new();

        public void Put(int item)
        {
            lock (_items)
            {
                while (_items.Count == capacity)
                    Monitor.Wait(_items);
                _items.Enqueue(item);
                Monitor.PulseAll(_items);
            }
        }

        public int Take()
        {
            lock (_items)
            {
                while (_items.Count == 0)
                    Monitor.Wait(_items);
                int item = _items.Dequeue();
                Monitor.PulseAll(_items);
                return item;
            }
        }
    }

    private static int s_synchronized;

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static void Bump()
    {
        int before = s_synchronized;
        Thread.Yield();
        s_synchronized = before + 1;
    }

    private static List<Thread> StartAll(int count, Action<int> body)
    {
        var threads = new List<Thread>();
        for (int i = 0; i < count; i++)
        {
            int k = i;
            threads.Add(new Thread(() => body(k)));
            threads[i].Start();
        }

        return threads;
    }

    private static void Join(List<Thread> threads) => threads.ForEach(t => t.Join());

    public static int Run()
    {
        var buffer = new Buffer(3);
        var sums = new long[4];
        List<Thread> producers = StartAll(4, k => { for (int i = 0; i < 100; i++) buffer.Put((k * 1000) + i); });
        List<Thread> consumers = StartAll(4, k => { for (int i = 0; i < 100; i++) sums[k] += buffer.Take(); });
        Join(producers);
        Join(consumers);
        Console.WriteLine(sums.Sum());

        object gate = new();
        int waiting = 0, woken = 0;
        List<Thread> waiters = StartAll(5, k =>
        {
            lock (gate)
            {
                waiting++;
                Monitor.Wait(gate);
                woken++;
            }
        });
        while (true)
        {
            lock (gate)
            {
                if (waiting == 5)
                    break;
            }

            Thread.Sleep(1);
        }

        lock (gate) Monitor.Pulse(gate);
        while (Volatile.Read(ref woken) != 1) Thread.Sleep(1);
        lock (gate) Monitor.PulseAll(gate);
        Join(waiters);
        Console.WriteLine(woken);

        lock (gate)
        {
            Console.WriteLine(Monitor.Wait(gate, 20));
            var outside = new Thread(() => Console.WriteLine(Monitor.TryEnter(gate) + " " + Monitor.TryEnter(gate, 20)));
            outside.Start();
            outside.Join();
        }

        int nested = 0;
        Join(StartAll(3, k =>
        {
            for (int i = 0; i < 50; i++)
            {
                lock (gate)
                {
                    lock (gate)
                    {
                        int before = nested;
                        if (i % 7 == 0) Thread.Yield();
                        nested = before + 1;
                    }
                }
            }
        }));
        Console.WriteLine(nested);
        Join(StartAll(4, k => { for (int i = 0; i < 25; i++) Bump(); }));
        Console.WriteLine(s_synchronized);
        try { Monitor.Pulse(gate); } catch (SynchronizationLockException) { Console.WriteLine("pulse outside"); }
        try { Monitor.Wait(new object()); } catch (SynchronizationLockException) { Console.WriteLine("wait outside"); }

        var fast = new Lock();
        int counted = 0;
        Join(StartAll(4, k =>
        {
            for (int i = 0; i < 50; i++)
            {
                using (fast.EnterScope())
                {
                    int before = counted;
                    if (i % 5 == 0) Thread.Yield();
                    counted = before + 1;
                }
            }
        }));
        Console.WriteLine(counted + " " + fast.IsHeldByCurrentThread);

        // Two locks in a ring of philosophers, ordered: no deadlock.
        var forks = Enumerable.Range(0, 5).Select(_ => new object()).ToArray();
        int meals = 0;
        Join(StartAll(5, k =>
        {
            object first = forks[Math.Min(k, (k + 1) % 5)], second = forks[Math.Max(k, (k + 1) % 5)];
            for (int i = 0; i < 20; i++)
                lock (first)
                    lock (second)
                        Interlocked.Increment(ref meals);
        }));
        Console.WriteLine(meals);
        return 0;
    }
}
