using System;
using System.Threading;
using NUnit.Framework;

namespace Unit.Protocols;

/// <summary>Threads that begin together; one that throws or does not end fails the test.</summary>
internal static class Crowd
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

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
