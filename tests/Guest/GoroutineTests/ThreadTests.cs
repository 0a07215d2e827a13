using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

/// <summary>The base library's threads, locks and tasks on several vcores, together with goroutines.</summary>
internal static class ThreadTests
{
    private static int s_finalized;
    private static int s_constructed;

    private sealed class Finalized
    {
        ~Finalized() => Interlocked.Increment(ref s_finalized);
    }

    public static void Run(Suite suite)
    {
        suite.Test("Lock_ManyThreads_Excludes", Exclusion);
        suite.Test("Wait_DeadlineAgainstSignal_NoneIsLost", DeadlineAgainstSignal);
        suite.Test("Wait_PulseAgainstDeadline_TokensAreConserved", PulseAgainstDeadline);
        suite.Test("Sleep_ManyThreads_NoneWakesEarly", Sleepers);
        suite.Test("Allocation_ManyThreads_BlocksAreTheirOwn", Blocks);
        suite.Test("Goroutines_UseLocksAndTasks", Mixed);
        suite.Test("Goroutines_ThatLock_GiveTheirThreadIdsBack", ThreadIds);
        suite.Test("ClassConstructor_ManyThreads_RunsOnce", ClassConstructors);
        suite.Test("Finalizers_RunWithoutBeingWaitedFor", Finalizers);
        suite.Test("Shrink_AfterDeepCalls_HalvesTheStack", Shrinking);
    }

    private static Thread[] StartAll(int count, Action<int> body)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int k = i;
            threads[i] = new Thread(() => body(k));
            threads[i].Start();
        }

        return threads;
    }

    private static void JoinAll(Thread[] threads)
    {
        foreach (Thread thread in threads)
            thread.Join();
    }

    private static void Exclusion()
    {
        object gate = new();
        int shared = 0, rounds = Suite.Scaled(1000);
        JoinAll(StartAll(4, k =>
        {
            for (int i = 0; i < rounds; i++)
            {
                lock (gate)
                {
                    int before = shared;
                    if (i % 50 == k)
                        Thread.Yield();
                    shared = before + 1;
                }
            }
        }));
        Check.Equal(4 * rounds, shared);
    }

    // Every unit released is taken exactly once, however often a wait ends by its deadline in the same moment.
    private static void DeadlineAgainstSignal()
    {
        int rounds = Suite.Scaled(200), taken = 0;
        using var units = new Semaphore(0, int.MaxValue);
        bool isOver = false;
        Thread[] takers = StartAll(3, k =>
        {
            while (!Volatile.Read(ref isOver))
            {
                if (units.WaitOne(1))
                    Interlocked.Increment(ref taken);
            }
        });
        for (int i = 0; i < rounds; i++)
        {
            Go.Sleep(TimeSpan.FromMicroseconds(900 + (i % 5 * 50)));
            units.Release();
        }

        Volatile.Write(ref isOver, true);
        JoinAll(takers);
        while (units.WaitOne(0))
            taken++;
        Check.Equal(rounds, taken);
    }

    private static void PulseAgainstDeadline()
    {
        object gate = new();
        int tokens = 0, taken = 0, rounds = Suite.Scaled(300);
        Thread[] takers = StartAll(3, k =>
        {
            while (true)
            {
                lock (gate)
                {
                    while (tokens == 0)
                        Monitor.Wait(gate, 1);
                    tokens--;
                    if (++taken > rounds - 3)
                        return;
                }
            }
        });
        for (int i = 0; i < rounds; i++)
        {
            lock (gate)
            {
                tokens++;
                Monitor.Pulse(gate);
            }

            if (i % 3 == 0)
                Go.Sleep(TimeSpan.FromMicroseconds(1000));
        }

        JoinAll(takers);
        Check.Equal(rounds, taken + tokens);
    }

    private static void Sleepers()
    {
        int early = 0;
        JoinAll(StartAll(Suite.Scaled(100), k =>
        {
            ulong start = Go.NowNs;
            int ms = 1 + (k * 7 % 20);
            Thread.Sleep(ms);
            if (Go.NowNs - start < (ulong)ms * 1_000_000)
                Interlocked.Increment(ref early);
        }));
        Check.Equal(0, early);
    }

    // Two that were given the same block would see each other's values.
    private static void Blocks()
    {
        int wrong = 0, rounds = Suite.Scaled(4000);
        JoinAll(StartAll(4, k =>
        {
            var kept = new long[64][];
            for (int i = 0; i < rounds; i++)
            {
                long[]? old = kept[i % 64];
                long expected = ((i - 64) * 8L) + k;
                for (int j = 0; old is not null && j < old.Length; j++)
                {
                    if (old[j] != expected)
                        Interlocked.Increment(ref wrong);
                }

                var fresh = new long[1 + (i % 30)];
                foreach (long cell in fresh)
                {
                    if (cell != 0)
                        Interlocked.Increment(ref wrong);
                }

                Array.Fill(fresh, (i * 8L) + k);
                kept[i % 64] = fresh;
            }
        }));
        Check.Equal(0, wrong);
    }

    private static async Task<int> Twice(int value)
    {
        await Task.Delay(1);
        return value * 2;
    }

    private static void Mixed()
    {
        object gate = new();
        int sum = 0;
        var done = new WaitGroup();
        int count = Suite.IsLight ? 4 : 20;
        for (int i = 0; i < count; i++)
        {
            int k = i;
            done.Add(1);
            Go.Spawn(() =>
            {
                int value = Task.Run(() => Twice(k)).Result;
                lock (gate)
                    sum += value;
                done.Done();
            });
        }

        done.Wait();
        Check.Equal(count * (count - 1), sum);
    }

    // The base library has 16 bits for the id of a thread that holds a lock.
    private static void ThreadIds()
    {
        int highest = 0, count = Suite.Scaled(2000);
        for (int i = 0; i < count; i += 20)
        {
            var done = new WaitGroup();
            done.Add(20);
            for (int k = 0; k < 20; k++)
            {
                Go.Spawn(() =>
                {
                    InterlockedMax(ref highest, Environment.CurrentManagedThreadId);
                    done.Done();
                });
            }

            done.Wait();
            if (i % 200 == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        Check.Equal(true, highest < 1000, "highest id " + highest);
    }

    private static void InterlockedMax(ref int cell, int value)
    {
        int seen = Volatile.Read(ref cell);
        while (seen < value)
        {
            int now = Interlocked.CompareExchange(ref cell, value, seen);
            if (now == seen)
                return;
            seen = now;
        }
    }

    private static class Once<T>
    {
        public static readonly int Number = Made();

        private static int Made()
        {
            Thread.Yield();
            return Interlocked.Increment(ref s_constructed);
        }
    }

    private static void ClassConstructors()
    {
        var sums = new int[8];
        JoinAll(StartAll(8, k => sums[k] =
            Once<int>.Number + Once<long>.Number + Once<string>.Number + Once<object>.Number + Once<byte>.Number + Once<char>.Number));
        Check.Equal(6, s_constructed);
        foreach (int sum in sums)
            Check.Equal(21, sum);
    }

    private static void Finalizers()
    {
        var maker = new Thread(() =>
        {
            for (int i = 0; i < 20; i++)
                _ = new Finalized();
        });
        maker.Start();
        maker.Join();
        GC.Collect();
        for (int i = 0; i < 2000 && Volatile.Read(ref s_finalized) < 19; i++)
            Go.Sleep(TimeSpan.FromMilliseconds(1));
        Check.Equal(true, s_finalized >= 19, "finalized " + s_finalized);
    }

    private static int Deep(int depth) => depth == 0 ? 0 : 1 + Deep(depth - 1);

    private static void Shrinking()
    {
        var sizes = new List<long>();
        var finished = new Channel<bool>();
        Go.Spawn(() =>
        {
            Deep(Suite.Scaled(20_000));
            for (int i = 0; i < 12; i++)
            {
                sizes.Add(Goroutine.Current.StackSize);
                GC.Collect();
                Deep(1);
            }

            sizes.Add(Deep(300));
            finished.Send(true);
        });
        finished.Receive();
        Check.Equal(true, sizes[0] >= 8 * 1024, "grown to " + sizes[0]);
        Check.Equal(true, sizes[11] <= sizes[0] / 4, "shrunk to " + sizes[11]);
        Check.Equal(300L, sizes[12]);
    }
}
