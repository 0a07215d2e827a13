using System;
using System.Threading;

namespace Goroutines;

/// <summary>Waits for whichever of several channel operations can go first; among several that can, a pseudo-random one.</summary>
public static class Select
{
    private static int s_seed = 0x2545F491;

    /// <summary>Waits for one of the cases.</summary>
    /// <returns>Index of the case that happened.</returns>
    /// <exception cref="ChannelClosedException">A chosen case sends to a closed channel.</exception>
    public static int Wait(params ReadOnlySpan<SelectCase> cases)
    {
        if (cases.IsEmpty)
            throw new ArgumentException("A select without cases would wait for ever.", nameof(cases));
        Channel[] locked = LockAll(cases);
        if (TryAny(cases, locked, out int index))
            return index;
        Goroutine owner = Goroutine.Current;
        var wait = new SelectWait();
        for (int i = 0; i < cases.Length; i++)
            cases[i].Enqueue(owner, wait, i);
        UnlockAll(locked);
        owner.Park("select");

        Waiter winner = wait.Winner!;
        Relock(locked);
        foreach (SelectCase other in cases)
            other.Dequeue();
        UnlockAll(locked);
        if (!cases[winner.Case].Complete())
            throw new ChannelClosedException("send on a closed channel");
        return winner.Case;
    }

    /// <summary>As <see cref="Wait"/>, but gives up when none of the cases can happen at once.</summary>
    /// <returns>Index of the case that happened, or -1.</returns>
    public static int Poll(params ReadOnlySpan<SelectCase> cases)
    {
        Channel[] locked = LockAll(cases);
        if (TryAny(cases, locked, out int index))
            return index;
        UnlockAll(locked);
        return -1;
    }

    /// <summary>Looks at the cases from a pseudo-random one on. After a success, or a throw, the locks are released.</summary>
    private static bool TryAny(ReadOnlySpan<SelectCase> cases, Channel[] locked, out int index)
    {
        int start = cases.Length == 0 ? 0 : (int)(Next() % (uint)cases.Length);
        for (int i = 0; i < cases.Length; i++)
        {
            index = start + i < cases.Length ? start + i : start + i - cases.Length;
            if (cases[index].TryNow(out Goroutine? toWake, out bool sendToClosed))
            {
                UnlockAll(locked);
                toWake?.Unpark();
                return true;
            }

            if (sendToClosed)
            {
                UnlockAll(locked);
                throw new ChannelClosedException("send on a closed channel");
            }
        }

        index = -1;
        return false;
    }

    /// <summary>The different channels of the cases, by their order, all locked.</summary>
    private static Channel[] LockAll(ReadOnlySpan<SelectCase> cases)
    {
        var channels = new Channel[cases.Length];
        int count = 0;
        foreach (SelectCase one in cases)
        {
            int at = count;
            while (at > 0 && channels[at - 1].Order > one.Channel.Order)
                at--;
            if (at > 0 && ReferenceEquals(channels[at - 1], one.Channel))
                continue;
            for (int i = count; i > at; i--)
                channels[i] = channels[i - 1];
            channels[at] = one.Channel;
            count++;
        }

        if (count < channels.Length)
            channels = channels[..count];
        Relock(channels);
        return channels;
    }

    private static void Relock(Channel[] channels)
    {
        foreach (Channel channel in channels)
            channel.Lock();
    }

    private static void UnlockAll(Channel[] channels)
    {
        for (int i = channels.Length - 1; i >= 0; i--)
            channels[i].Unlock();
    }

    // Xorshift; a lost update costs only randomness. The seed is fixed, so a deterministic machine repeats its choices.
    private static uint Next()
    {
        uint x = (uint)Volatile.Read(ref s_seed);
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        Volatile.Write(ref s_seed, (int)x);
        return x;
    }
}
