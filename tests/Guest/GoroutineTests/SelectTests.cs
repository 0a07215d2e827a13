using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class SelectTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Select_OneReady_TakesIt", OneReady);
        suite.Test("Select_NoneReady_Blocks", NoneReady);
        suite.Test("Select_Poll_ReturnsWithoutWaiting", Poll);
        suite.Test("Select_SameChannelTwice_QueueStaysIntact", Duplicate);
        suite.Test("Select_Losers_AreDequeued", Losers);
        suite.Test("Select_Closed_IsReady", Closed);
        suite.Test("Select_Stress_CountsMatch", Stress);
    }

    private static void OneReady()
    {
        var a = new Channel<int>(1);
        var b = new Channel<int>(1);
        b.Send(5);
        ReceiveCase<int> fromA = a.ReceiveCase();
        ReceiveCase<int> fromB = b.ReceiveCase();
        Check.Equal(1, Select.Wait(fromA, fromB));
        Check.Equal(5, fromB.Value);
        Check.True(fromB.Succeeded, "received");
    }

    private static void NoneReady()
    {
        var a = new Channel<int>();
        var b = new Channel<string>();
        Go.Spawn(() =>
        {
            Go.Yield();
            b.Send("late");
        });
        ReceiveCase<int> fromA = a.ReceiveCase();
        ReceiveCase<string> fromB = b.ReceiveCase();
        Check.Equal(1, Select.Wait(fromA, fromB));
        Check.Equal("late", fromB.Value);
    }

    private static void Poll()
    {
        var a = new Channel<int>();
        Check.Equal(-1, Select.Poll(a.ReceiveCase()));
        Check.Equal(-1, Select.Poll(a.SendCase(1)));
    }

    private static void Duplicate()
    {
        var channel = new Channel<int>();
        var other = new Channel<int>();
        Go.Spawn(() =>
        {
            channel.Send(1);
            channel.Send(2);
        });
        int sum = 0;
        for (int i = 0; i < 2; i++)
        {
            ReceiveCase<int> x = channel.ReceiveCase();
            ReceiveCase<int> y = channel.ReceiveCase();
            ReceiveCase<int> z = other.ReceiveCase();
            sum += Select.Wait(x, y, z) == 0 ? x.Value : y.Value;
        }

        Check.Equal(3, sum);
    }

    private static void Losers()
    {
        var a = new Channel<int>();
        var b = new Channel<int>();
        var result = new Channel<int>();
        Go.Spawn(() =>
        {
            ReceiveCase<int> x = a.ReceiveCase();
            ReceiveCase<int> y = b.ReceiveCase();
            result.Send(Select.Wait(x, y));
        });
        for (int i = 0; i < 10; i++)
            Go.Yield();
        a.Send(1);
        Check.Equal(0, result.Receive());
        Check.Equal(-1, Select.Poll(b.SendCase(2)), "the losing receive must be gone from b");
    }

    private static void Closed()
    {
        var a = new Channel<int>();
        var b = new Channel<int>();
        b.Close();
        ReceiveCase<int> fromB = b.ReceiveCase();
        Check.Equal(1, Select.Wait(a.ReceiveCase(), fromB));
        Check.True(!fromB.Succeeded, "closed");
    }

    private static void Stress()
    {
        var a = new Channel<int>();
        var b = new Channel<int>(3);
        var group = new WaitGroup();
        for (int p = 0; p < 4; p++)
        {
            group.Go(() =>
            {
                for (int i = 0; i < Suite.Scaled(300); i++)
                    Select.Wait(a.SendCase(i), b.SendCase(i));
            });
        }

        int received = 0;
        while (received < 4 * Suite.Scaled(300))
        {
            Select.Wait(a.ReceiveCase(), b.ReceiveCase());
            received++;
        }

        group.Wait();
        Check.Equal(0, b.Count);
    }
}
