using System.Threading;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class SpawnTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Spawn_OneGoroutine_RunsItsBody", OneRuns);
        suite.Test("Spawn_TenThousand_SumIsComplete", TenThousand);
        suite.Test("Spawn_Nested_AllRun", Nested);
        suite.Test("Spawn_Chain_EachStartsTheNext", Chain);
        suite.Test("Yield_TwoLoops_BothMakeProgress", YieldAlternates);
        suite.Test("Yield_WaitingForOther_LetsItRun", YieldLetsOthersRun);
        suite.Test("Current_InGoroutines_IsDistinct", CurrentIsDistinct);
        suite.Test("Preemption_CallFreeLoop_OthersRun", CallFreeLoopIsPreempted);
        suite.Test("Preemption_LoopWithCalls_OthersRun", LoopWithCallsIsPreempted);
    }

    private static void OneRuns()
    {
        var done = new Channel<int>();
        Go.Spawn(() => done.Send(42));
        Check.Equal(42, done.Receive());
    }

    private static void TenThousand()
    {
        var group = new WaitGroup();
        long sum = 0;
        int count = Suite.Scaled(10_000);
        for (int i = 0; i < count; i++)
        {
            int value = i;
            group.Go(() => Interlocked.Add(ref sum, value));
        }

        group.Wait();
        Check.Equal((long)count * (count - 1) / 2, sum, "sum");
    }

    private static void Nested()
    {
        var group = new WaitGroup();
        int leaves = 0;
        void Tree(int depth)
        {
            if (depth == 0)
            {
                Interlocked.Increment(ref leaves);
                return;
            }

            group.Go(() => Tree(depth - 1));
            group.Go(() => Tree(depth - 1));
        }

        Tree(Suite.IsLight ? 6 : 9);
        group.Wait();
        Check.Equal(Suite.IsLight ? 64 : 512, leaves, "leaves");
    }

    private static void Chain()
    {
        var done = new Channel<int>();
        void Link(int left)
        {
            if (left == 0)
                done.Send(7);
            else
                Go.Spawn(() => Link(left - 1));
        }

        Link(Suite.Scaled(2000));
        Check.Equal(7, done.Receive());
    }

    private static void YieldAlternates()
    {
        int a = 0;
        int b = 0;
        var group = new WaitGroup();
        group.Go(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                a++;
                Go.Yield();
            }
        });
        group.Go(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                b++;
                Go.Yield();
            }
        });
        group.Wait();
        Check.Equal(400, a + b);
    }

    private static void YieldLetsOthersRun()
    {
        bool ready = false;
        Go.Spawn(() => Volatile.Write(ref ready, true));
        while (!Volatile.Read(ref ready))
            Go.Yield();
        Check.True(ready, "the spawned goroutine ran");
    }

    private static void CurrentIsDistinct()
    {
        var ids = new Channel<long>(10);
        for (int i = 0; i < 10; i++)
            Go.Spawn(() => ids.Send(Goroutine.Current.Id));
        long[] seen = new long[10];
        for (int i = 0; i < 10; i++)
        {
            seen[i] = ids.Receive();
            for (int j = 0; j < i; j++)
                Check.True(seen[i] != seen[j], "ids differ");
        }
    }

    private static void CallFreeLoopIsPreempted()
    {
        // More spinners than vcores: unless loops without calls are preempted, this test never ends.
        bool stop = false;
        var group = new WaitGroup();
        for (int i = 0; i < 4; i++)
        {
            group.Go(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                }
            });
        }

        group.Go(() => Volatile.Write(ref stop, true));
        group.Wait();
        Check.True(stop, "stopped");
    }

    private static void LoopWithCallsIsPreempted()
    {
        bool stop = false;
        var group = new WaitGroup();
        for (int i = 0; i < 4; i++)
        {
            group.Go(() =>
            {
                int n = 0;
                while (!Volatile.Read(ref stop))
                    n = Step(n);
            });
        }

        group.Go(() => Volatile.Write(ref stop, true));
        group.Wait();
        Check.True(stop, "stopped");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Step(int n) => n * 31 + 7;
}
