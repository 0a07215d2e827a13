using System;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class TimeTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Sleep_TwentyMilliseconds_IsNotShorter", NotShorter);
        suite.Test("Sleep_ManySleepers_NoneWakesEarly", NoneEarly);
        suite.Test("Sleep_Zero_Returns", Zero);
        suite.Test("Sleep_OthersRun_Meanwhile", OthersRun);
    }

    private static void NotShorter()
    {
        ulong start = Go.NowNs;
        Go.Sleep(TimeSpan.FromMilliseconds(20));
        Check.True(Go.NowNs - start >= 20_000_000, "slept at least 20 ms");
    }

    private static void NoneEarly()
    {
        int[] delays = [50, 10, 40, 20, 30];
        var early = new Channel<int>(delays.Length);
        foreach (int delay in delays)
        {
            Go.Spawn(() =>
            {
                ulong start = Go.NowNs;
                Go.Sleep(TimeSpan.FromMilliseconds(delay));
                early.Send(Go.NowNs - start < (ulong)delay * 1_000_000 ? 1 : 0);
            });
        }

        for (int i = 0; i < delays.Length; i++)
            Check.Equal(0, early.Receive(), "sleepers that woke early");
    }

    private static void Zero()
    {
        for (int i = 0; i < 100; i++)
            Go.Sleep(TimeSpan.Zero);
    }

    private static void OthersRun()
    {
        int ran = 0;
        var group = new WaitGroup();
        group.Go(() => Go.Sleep(TimeSpan.FromMilliseconds(30)));
        group.Go(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                ran++;
                Go.Yield();
            }
        });
        group.Wait();
        Check.Equal(100, ran);
    }
}
