using Abi;
using Goroutines;
using GuestFramework;
using Syscalls;

namespace KernelTests;

internal static class BlockingTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Block_FiveMilliseconds_IsNotShorter", NotShorter);
        suite.Test("Block_ManyAtOnce_OverlapInTheKernel", Overlap);
        suite.Test("Block_ManyShortOnes_AllComeBack", Storm);
        suite.Test("Null_TenThousandTimes_Succeeds", NullStorm);
    }

    private static void NotShorter()
    {
        ulong start = Go.NowNs;
        Sys.Block(5000);
        Check.True(Go.NowNs - start >= 5_000_000, "blocked at least 5 ms");
    }

    // 200 calls of 20 ms each: one after another they would take 4 s.
    private static void Overlap()
    {
        ulong start = Go.NowNs;
        var group = new WaitGroup();
        for (int i = 0; i < 200; i++)
            group.Go(() => Sys.Block(20_000));
        group.Wait();
        ulong elapsed = Go.NowNs - start;
        Check.True(elapsed is >= 20_000_000 and < 3_000_000_000, "200 blocking calls overlapped");
    }

    private static void Storm()
    {
        var group = new WaitGroup();
        for (int i = 0; i < 50; i++)
        {
            ulong microseconds = (ulong)(i * 7);
            group.Go(() =>
            {
                for (int j = 0; j < 40; j++)
                    Sys.Block(microseconds);
            });
        }

        group.Wait();
    }

    private static void NullStorm()
    {
        for (int i = 0; i < 10_000; i++)
            Check.Equal(Errno.None, Sys.TryNull().Error);
    }
}
