using System;
using System.Threading;
using Goroutines;
using GuestFramework;

namespace SchedulerTests;

internal static class PreemptionTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Preemption_FloatingPoint_RegistersAreKept", FloatingPoint);
        suite.Test("Preemption_DuringCalls_KeepsEverything", DuringCalls);
        suite.Test("TimeSlice_Changed_GoroutinesStillAlternate", Alternate);
    }

    /// <summary>Call-free loops with values in vector registers, interrupted again and again.</summary>
    private static void FloatingPoint()
    {
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(1));
        int wrong = 0;
        int rounds = Suite.Scaled(20_000);
        var group = new WaitGroup();
        for (int i = 0; i < 20; i++)
        {
            double seed = i + 0.5;
            group.Go(() =>
            {
                double a = seed;
                double b = seed * 2;
                double c = seed * 4;
                for (int j = 0; j < rounds; j++)
                {
                    a += 1;
                    b += 2;
                    c += 4;
                }

                if (a != seed + rounds || b != 2 * (seed + rounds) || c != 4 * (seed + rounds))
                    Interlocked.Increment(ref wrong);
            });
        }

        group.Wait();
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(10));
        Check.Equal(0, wrong, "goroutines with wrong sums");
    }

    private static long Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    private static void DuringCalls()
    {
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(1));
        int n = Suite.IsLight ? 12 : 20;
        long expected = Fibonacci(n);
        int right = 0;
        var group = new WaitGroup();
        for (int i = 0; i < 20; i++)
        {
            group.Go(() =>
            {
                if (Fibonacci(n) == expected)
                    Interlocked.Increment(ref right);
            });
        }

        group.Wait();
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(10));
        Check.Equal(20, right, "right results");
    }

    private static void Alternate()
    {
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(2));
        bool stop = false;
        long first = 0;
        long second = 0;
        var group = new WaitGroup();
        group.Go(() =>
        {
            while (!Volatile.Read(ref stop))
                Volatile.Write(ref first, first + 1);
        });
        group.Go(() =>
        {
            while (!Volatile.Read(ref stop))
                Volatile.Write(ref second, second + 1);
        });
        while (Volatile.Read(ref first) == 0 || Volatile.Read(ref second) == 0)
            Go.Yield();
        Volatile.Write(ref stop, true);
        group.Wait();
        Go.SetTimeSlice(TimeSpan.FromMilliseconds(10));
    }
}
