using System;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

/// <summary>After Go's stack tests: growth with pointers into every caller's frame, in many goroutines, at odd places.</summary>
internal static class StackTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Growth_Depths1To1024_LocalsOfCallersSurvive", Depths);
        suite.Test("Growth_SpansIntoCallers_SeeTheirWrites", SpansGrow);
        suite.Test("Growth_ManyGoroutinesAtOnce_AllIntact", ManyAtOnce);
        suite.Test("Growth_AtSpawnAndChannel_IsInvisible", AtCalls);
        suite.Test("Growth_BigFrames_AreAllowed", BigFrames);
        suite.Test("Growth_InsideNestedCatch_ExceptionsStillFly", InCatch);
        suite.Test("Growth_Copies_AreCounted", Counted);
        suite.Test("Growth_HundredMany_StackMemoryIsReused", Reused);
    }

    private static int Down(int depth, ref int local, Span<int> chain)
    {
        int own = depth;
        chain[depth % chain.Length] ^= depth;
        if (depth == 0)
        {
            local = 1000;
            return 0;
        }

        int below = Down(depth - 1, ref own, chain);
        // The deepest call writes through its reference into the frame of its caller, and only there.
        Check.Equal(depth == 1 ? 1000 : depth, own, "local of the frame at depth " + depth);
        return below + depth;
    }

    private static void Depths()
    {
        var done = new Channel<string>();
        Go.Spawn(() =>
        {
            string result = "ok";
            Span<int> chain = stackalloc int[8];
            for (int depth = 1; depth <= Suite.Scaled(1024); depth *= 2)
            {
                int top = -1;
                if (Down(depth, ref top, chain) != depth * (depth + 1) / 2)
                    result = "wrong sum at " + depth;
            }

            done.Send(result);
        });
        Check.Equal("ok", done.Receive());
    }

    private static long WriteThrough(int depth, Span<long> all)
    {
        Span<long> mine = stackalloc long[4];
        mine[0] = depth;
        all[0]++;
        if (depth > 0)
        {
            long below = WriteThrough(depth - 1, depth % 3 == 0 ? all : mine);
            return below + mine[0] - depth;
        }

        return 0;
    }

    private static void SpansGrow()
    {
        var done = new Channel<long>();
        Go.Spawn(() =>
        {
            Span<long> top = stackalloc long[2];
            long writes = WriteThrough(Suite.Scaled(3000), top);
            done.Send(writes * 10 + top[0]);
        });
        // Every frame hands its own span down except where depth is a multiple of 3: then its caller's is written once more.
        long result = done.Receive();
        Check.True(result > 0, "spans were written through");
        Check.Equal(result, Expected(Suite.Scaled(3000)));
    }

    private static long Expected(int depth)
    {
        long sum = 0;
        long[] written = new long[depth + 2];
        int target = depth + 1;
        for (int d = depth; d >= 0; d--)
        {
            written[target]++;
            target = d % 3 == 0 ? target : d;
        }

        for (int d = depth; d > 0; d--)
            sum += written[d];
        return sum * 10 + written[depth + 1];
    }

    private static long Sum(int n) => n == 0 ? 0 : n + Sum(n - 1);

    private static void ManyAtOnce()
    {
        var group = new WaitGroup();
        long total = 0;
        for (int i = 0; i < Suite.Scaled(200); i++)
        {
            int depth = 50 + i * 7 % Suite.Scaled(900);
            group.Go(() => System.Threading.Interlocked.Add(ref total, Sum(depth) - (long)depth * (depth + 1) / 2));
        }

        group.Wait();
        Check.Equal(0L, total);
    }

    private static int Calls(int depth, Channel<int> channel)
    {
        int local = depth;
        if (depth % 16 == 0)
        {
            int sent = depth;
            Go.Spawn(() => channel.Send(sent));
            local += channel.Receive() - sent;
        }

        return depth == 0 ? 0 : Calls(depth - 1, channel) + (local == depth ? 1 : 0);
    }

    private static void AtCalls()
    {
        var done = new Channel<int>();
        Go.Spawn(() => done.Send(Calls(400, new Channel<int>())));
        Check.Equal(400, done.Receive());
    }

    private static int Big(int depth)
    {
        Span<byte> frame = stackalloc byte[20_000];
        frame.Fill((byte)depth);
        int below = depth == 0 ? 0 : Big(depth - 1);
        foreach (byte b in frame)
        {
            if (b != (byte)depth)
                return -1_000_000;
        }

        return below + 1;
    }

    private static void BigFrames()
    {
        var done = new Channel<int>();
        Go.Spawn(() => done.Send(Big(Suite.IsLight ? 6 : 30)));
        Check.Equal(Suite.IsLight ? 7 : 31, done.Receive());
    }

    private static int Throwing(int depth)
    {
        try
        {
            if (depth == 0)
                throw new InvalidOperationException("bottom");
            return Throwing(depth - 1);
        }
        catch (InvalidOperationException e) when (depth % 50 == 0)
        {
            int used = (int)(Sum(200) & 1);
            if (depth < 200)
                throw new InvalidOperationException(e.Message + depth, e);
            return e.Message.Length + used;
        }
    }

    private static void InCatch()
    {
        var done = new Channel<int>();
        Go.Spawn(() => done.Send(Throwing(200)));
        Check.Equal("bottom050100150".Length, done.Receive());
    }

    private static void Counted()
    {
        var done = new Channel<long>();
        Go.Spawn(() =>
        {
            long before = Goroutine.Current.StackCopies;
            Sum(500);
            done.Send(Goroutine.Current.StackCopies - before);
        });
        Check.True(done.Receive() >= 2, "at least two copies from 2 KiB");
    }

    private static void Reused()
    {
        for (int round = 0; round < 5; round++)
        {
            var group = new WaitGroup();
            for (int i = 0; i < Suite.Scaled(100); i++)
                group.Go(() => Sum(Suite.Scaled(1500)));
            group.Wait();
        }
    }
}
