using System;
using System.Threading;
using Abi;
using Goroutines;
using GuestFramework;
using Usys;

namespace SchedulerTests;

internal static class FutexTests
{
    private static uint s_word;

    public static void Run(Suite suite)
    {
        suite.Test("Futex_OtherValue_GivesEagain", OtherValue);
        suite.Test("Futex_Wake_WakesTheWaiter", WakesWaiter);
        suite.Test("Futex_WakeTwoOfThree_WakesTwo", WakesSome);
        suite.Test("Futex_Timeout_GivesEtimedout", Timeout);
        suite.Test("Futex_TenStaggeredTimeouts_AllEnd", Staggered);
        suite.Test("Futex_WakeBeforeTimeout_IsNoTimeout", WakeWins);
    }

    private static void OtherValue()
    {
        s_word = 1;
        Check.Equal(Errno.EAGAIN, Futex.Wait(ref s_word, 0));
        Check.Equal(0, Futex.Wake(ref s_word));
    }

    private static void WakesWaiter()
    {
        s_word = 0;
        Errno result = Errno.EIO;
        var group = new WaitGroup();
        group.Go(() => result = Futex.Wait(ref s_word, 0));
        while (Futex.Wake(ref s_word) == 0)
            Go.Yield();
        group.Wait();
        Check.Equal(Errno.None, result);
    }

    private static void WakesSome()
    {
        s_word = 0;
        int woken = 0;
        var group = new WaitGroup();
        for (int i = 0; i < 3; i++)
        {
            group.Go(() =>
            {
                Futex.Wait(ref s_word, 0);
                Interlocked.Increment(ref woken);
            });
        }

        int first = 0;
        while (first < 2)
        {
            first += Futex.Wake(ref s_word, (uint)(2 - first));
            Go.Yield();
        }

        while (Volatile.Read(ref woken) < 2)
            Go.Yield();
        Go.Sleep(TimeSpan.FromMilliseconds(5));
        Check.Equal(2, Volatile.Read(ref woken), "woken");
        while (Futex.Wake(ref s_word, 10) == 0)
            Go.Yield();
        group.Wait();
    }

    private static void Timeout()
    {
        s_word = 0;
        ulong start = Go.NowNs;
        Check.Equal(Errno.ETIMEDOUT, Futex.Wait(ref s_word, 0, 3000));
        Check.True(Go.NowNs - start >= 3_000_000, "waited long enough");
    }

    private static void Staggered()
    {
        s_word = 0;
        int ended = 0;
        var group = new WaitGroup();
        for (int i = 0; i < 10; i++)
        {
            ulong us = (ulong)(1000 * (10 - i));
            group.Go(() =>
            {
                if (Futex.Wait(ref s_word, 0, us) == Errno.ETIMEDOUT)
                    Interlocked.Increment(ref ended);
            });
        }

        group.Wait();
        Check.Equal(10, ended, "timeouts");
    }

    private static void WakeWins()
    {
        s_word = 0;
        Errno result = Errno.EIO;
        var group = new WaitGroup();
        group.Go(() => result = Futex.Wait(ref s_word, 0, 60_000_000));
        while (Futex.Wake(ref s_word) == 0)
            Go.Yield();
        group.Wait();
        Check.Equal(Errno.None, result);
    }
}
