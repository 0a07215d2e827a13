using System;
using System.Diagnostics;
using System.Threading;
using NUnit.Framework;

namespace Unit.Protocols;

/// <summary>Threads that begin together; one that throws or does not end fails the test.</summary>
internal static class Crowd
{
    // A hand-over takes milliseconds on a machine with thirty others waiting for its cores.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(180);

    // On a busy machine threads come one after the other: a fixed number of rounds would be over before the next begins.
    private static readonly TimeSpan s_together = TimeSpan.FromMilliseconds(1000);

    /// <summary>As <see cref="Run"/>, with a body that is a round, again and again until all were at it together for a while.</summary>
    /// <returns>How many rounds all made.</returns>
    public static long Repeat(int count, Action<int> begin, Action round)
    {
        int begun = 0;
        long total = 0;
        long end = long.MaxValue;
        Run(count, id =>
        {
            begin(id);
            if (Interlocked.Increment(ref begun) == count)
                System.Threading.Volatile.Write(ref end, Stopwatch.GetTimestamp() + (long)(s_together.TotalSeconds * Stopwatch.Frequency));
            long rounds = 0;
            for (; rounds % 256 != 0 || Stopwatch.GetTimestamp() < System.Threading.Volatile.Read(ref end); rounds++)
                round();
            System.Threading.Interlocked.Add(ref total, rounds);
        });
        return total;
    }

    public static void Run(int count, Action<int> body)
    {
        Exception? failure = null;
        using var barrier = new Barrier(count);
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int id = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    HostUthread.Begin();
                    barrier.SignalAndWait();
                    body(id);
                }
#pragma warning disable CA1031 // Whatever it is, the test shall tell it.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure = e;
                }
            })
            {
                // One that waits for ever must not keep the process.
                IsBackground = true,
            };
        }

        foreach (Thread thread in threads)
            thread.Start();
        DateTime end = DateTime.UtcNow + s_limit;
        foreach (Thread thread in threads)
        {
            while (!thread.Join(20))
            {
                Assert.That(failure, Is.Null);
                Assert.That(DateTime.UtcNow, Is.LessThan(end), "somebody waits for ever");
            }
        }

        Assert.That(failure, Is.Null);
    }
}
