using System;
using System.Threading;
using Abi;
using Goroutines;
using Signals.Program;

namespace Samples.SignalStorm;

/// <summary>Storms of signals, to the process and to the goroutine itself: none is lost, each arrives with its value.</summary>
internal static class Program
{
    private const int Count = 1000;

    private static int s_taken;
    private static long s_sum;
    private static int s_direct;

    private static int Main()
    {
        long expected = (long)Count * (Count - 1) / 2;
        bool good = ToProcess(expected);
        good &= ToItself(expected);
        Console.WriteLine(good ? "signals: ok" : "signals: WRONG");
        return good ? 0 : 1;
    }

    private static bool ToProcess(long expected)
    {
        Reset();
        SignalHandlers.Set(Signal.SIGUSR1, Take);
        for (int i = 0; i < Count; i++)
            SignalHandlers.Send(Signal.SIGUSR1, (ulong)i);
        while (Volatile.Read(ref s_taken) < Count)
            Go.Yield();
        Console.WriteLine($"to the process: {s_taken} taken, {s_direct} directly, sum {s_sum}");
        return s_taken == Count && s_direct == 0 && s_sum == expected;
    }

    private static bool ToItself(long expected)
    {
        Reset();
        SignalHandlers.Set(Signal.SIGUSR2, Take);
        for (int i = 0; i < Count; i++)
            SignalHandlers.Raise(Signal.SIGUSR2, (ulong)i);
        Console.WriteLine($"to itself: {s_taken} taken, {s_direct} directly, sum {s_sum}");
        return s_taken == Count && s_direct == Count && s_sum == expected;
    }

    private static void Reset()
    {
        s_taken = 0;
        s_sum = 0;
        s_direct = 0;
    }

    private static void Take(SignalArguments signal)
    {
        s_sum += (long)signal.Value;
        if (signal.IsDirect)
            s_direct++;
        Volatile.Write(ref s_taken, s_taken + 1);
    }
}
