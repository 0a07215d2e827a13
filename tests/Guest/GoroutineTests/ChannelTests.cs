using System.Threading;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

/// <summary>After Go's runtime chan tests: blocking, closing, order, fan-in.</summary>
internal static class ChannelTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Unbuffered_SendAndReceive_Rendezvous", Rendezvous);
        suite.Test("Buffered_Values_KeepOrder", Order);
        suite.Test("Buffered_Full_SenderBlocks", FullBlocks);
        suite.Test("Close_Receivers_GetDefaultAndFalse", CloseReceivers);
        suite.Test("Close_BufferedValues_AreStillReceived", CloseDrains);
        suite.Test("Send_ClosedChannel_Throws", SendClosed);
        suite.Test("Close_BlockedSender_Throws", CloseBlockedSender);
        suite.Test("Close_Twice_Throws", CloseTwice);
        suite.Test("Capacities_ZeroToFifty_FirstInFirstOut", Capacities);
        suite.Test("Pipeline_SieveOfGoroutines_FindsPrimes", Sieve);
        suite.Test("FanIn_ManyProducers_NothingLostOrDuplicated", FanIn);
        suite.Test("Chain_ThousandsOfLinks_ValuePassesThrough", Links);
        suite.Test("References_ThroughChannels_StayIntact", References);
        suite.Test("Structs_ThroughChannels_StayIntact", Structs);
        suite.Test("PingPong_TwoGoroutines_CountsMatch", PingPong);
    }

    private static void Rendezvous()
    {
        var channel = new Channel<string>();
        int step = 0;
        Go.Spawn(() =>
        {
            channel.Send("first");
            step = 1;
            channel.Send("second");
        });
        Check.Equal("first", channel.Receive());
        Check.Equal("second", channel.Receive());
        Check.Equal(1, step);
    }

    private static void Order()
    {
        var channel = new Channel<int>(16);
        for (int i = 0; i < 16; i++)
            channel.Send(i);
        Check.Equal(16, channel.Count);
        for (int i = 0; i < 16; i++)
            Check.Equal(i, channel.Receive());
    }

    private static void FullBlocks()
    {
        var channel = new Channel<int>(2);
        int sent = 0;
        var group = new WaitGroup();
        group.Go(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                channel.Send(i);
                Volatile.Write(ref sent, i + 1);
            }
        });
        for (int i = 0; i < 50; i++)
            Go.Yield();
        Check.True(Volatile.Read(ref sent) <= 2, "at most the buffer was sent");
        for (int i = 0; i < 5; i++)
            Check.Equal(i, channel.Receive());
        group.Wait();
        Check.Equal(5, sent);
    }

    private static void CloseReceivers()
    {
        var channel = new Channel<int>();
        var group = new WaitGroup();
        int falses = 0;
        for (int i = 0; i < 4; i++)
        {
            group.Go(() =>
            {
                if (!channel.TryReceive(out int value) && value == 0)
                    Interlocked.Increment(ref falses);
            });
        }

        for (int i = 0; i < 20; i++)
            Go.Yield();
        channel.Close();
        group.Wait();
        Check.Equal(4, falses);
    }

    private static void CloseDrains()
    {
        var channel = new Channel<int>(4);
        channel.Send(1);
        channel.Send(2);
        channel.Close();
        Check.True(channel.TryReceive(out int a) && a == 1, "first");
        Check.True(channel.TryReceive(out int b) && b == 2, "second");
        Check.True(!channel.TryReceive(out _), "end");
    }

    private static void SendClosed()
    {
        var channel = new Channel<int>(1);
        channel.Close();
        Check.Throws<ChannelClosedException>(() => channel.Send(1));
    }

    private static void CloseBlockedSender()
    {
        var channel = new Channel<int>();
        var result = new Channel<bool>();
        Go.Spawn(() =>
        {
            try
            {
                channel.Send(1);
                result.Send(false);
            }
            catch (ChannelClosedException)
            {
                result.Send(true);
            }
        });
        for (int i = 0; i < 20; i++)
            Go.Yield();
        channel.Close();
        Check.True(result.Receive(), "the blocked sender was told");
    }

    private static void CloseTwice()
    {
        var channel = new Channel<int>();
        channel.Close();
        Check.Throws<ChannelClosedException>(channel.Close);
    }

    private static void Capacities()
    {
        for (int capacity = 0; capacity <= 50; capacity += Suite.IsLight ? 10 : 1)
        {
            var channel = new Channel<int>(capacity);
            Go.Spawn(() =>
            {
                for (int i = 0; i < 100; i++)
                    channel.Send(i);
                channel.Close();
            });
            int expected = 0;
            while (channel.TryReceive(out int value))
                Check.Equal(expected++, value);
            Check.Equal(100, expected);
        }
    }

    private static void Sieve()
    {
        var source = new Channel<int>();
        var stop = new Channel<bool>();
        Go.Spawn(() =>
        {
            for (int i = 2; i < (Suite.IsLight ? 100 : 550); i++)
                source.Send(i);
            source.Close();
        });
        Channel<int> current = source;
        int count = 0;
        int last = 0;
        while (current.TryReceive(out int prime))
        {
            count++;
            last = prime;
            Channel<int> from = current;
            var next = new Channel<int>();
            Go.Spawn(() =>
            {
                while (from.TryReceive(out int value))
                {
                    if (value % prime != 0)
                        next.Send(value);
                }

                next.Close();
            });
            current = next;
        }

        Check.Equal(Suite.IsLight ? 25 : 101, count, "primes");
        Check.Equal(Suite.IsLight ? 97 : 547, last, "last prime");
    }

    private static void FanIn()
    {
        var channel = new Channel<int>(7);
        var group = new WaitGroup();
        int producers = 20;
        int each = Suite.Scaled(200);
        for (int p = 0; p < producers; p++)
        {
            int producer = p;
            group.Go(() =>
            {
                for (int i = 0; i < each; i++)
                    channel.Send(producer * each + i);
            });
        }

        Go.Spawn(() =>
        {
            group.Wait();
            channel.Close();
        });
        bool[] seen = new bool[producers * each];
        int count = 0;
        while (channel.TryReceive(out int value))
        {
            Check.True(!seen[value], "value came once");
            seen[value] = true;
            count++;
        }

        Check.Equal(producers * each, count);
    }

    private static void Links()
    {
        var first = new Channel<int>();
        Channel<int> right = first;
        Channel<int> left = first;
        int links = Suite.Scaled(5_000);
        for (int i = 0; i < links; i++)
        {
            var next = new Channel<int>();
            Channel<int> from = next;
            Channel<int> to = left;
            Go.Spawn(() => to.Send(from.Receive() + 1));
            left = next;
        }

        Channel<int> last = left;
        Go.Spawn(() => last.Send(0));
        Check.Equal(links, right.Receive());
    }

    private static void References()
    {
        var channel = new Channel<string>();
        Go.Spawn(() =>
        {
            for (int i = 0; i < Suite.Scaled(500); i++)
                channel.Send("value " + i);
            channel.Close();
        });
        int n = 0;
        while (channel.TryReceive(out string? text))
            Check.Equal("value " + n++, text);
        Check.Equal(Suite.Scaled(500), n);
    }

    private readonly record struct Message(int Number, string Text, long Square, object Box);

    private static void Structs()
    {
        var channel = new Channel<Message>(3);
        Go.Spawn(() =>
        {
            for (int i = 0; i < Suite.Scaled(300); i++)
                channel.Send(new Message(i, "m" + i, (long)i * i, i));
            channel.Close();
        });
        int n = 0;
        while (channel.TryReceive(out Message message))
        {
            Check.Equal(new Message(n, "m" + n, (long)n * n, n), message);
            n++;
        }

        Check.Equal(Suite.Scaled(300), n);
    }

    private static void PingPong()
    {
        var ping = new Channel<int>();
        var pong = new Channel<int>();
        Go.Spawn(() =>
        {
            while (ping.TryReceive(out int value))
                pong.Send(value + 1);
            pong.Close();
        });
        int v = 0;
        for (int i = 0; i < Suite.Scaled(2000); i++)
        {
            ping.Send(v);
            v = pong.Receive();
        }

        ping.Close();
        Check.Equal(Suite.Scaled(2000), v);
    }
}
