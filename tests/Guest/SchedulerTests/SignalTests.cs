using System;
using System.Collections.Generic;
using System.Threading;
using Abi;
using Goroutines;
using GuestFramework;
using Signals.Program;

namespace SchedulerTests;

using Usys = global::Usys.Usys;

internal static class SignalTests
{
    private static readonly List<ulong> s_values = [];
    private static int s_taken;
    private static int s_direct;

    public static void Run(Suite suite)
    {
        suite.Test("Process_Signal_IsHandledByTheHandlerThread", ToProcess);
        suite.Test("Process_ManySignals_NoneIsLostAndOrderIsKept", NoneLost);
        suite.Test("Uthread_Raise_IsHandledDirectly", Direct);
        suite.Test("Uthread_Masked_ComesWhenUnmasked", Masked);
        suite.Test("Uthread_ToAnother_ArrivesThere", ToAnother);
        suite.Test("Handler_Allocating_SurvivesCollections", Allocating);
        suite.Test("Set_Sigkill_Throws", Kill);
    }

    private static void Reset(int signal)
    {
        s_values.Clear();
        s_taken = 0;
        s_direct = 0;
        SignalHandlers.Set(signal, Take);
    }

    private static void Take(SignalArguments signal)
    {
        s_values.Add(signal.Value);
        if (signal.IsDirect)
            s_direct++;
        Volatile.Write(ref s_taken, s_taken + 1);
    }

    private static void AwaitTaken(int count)
    {
        while (Volatile.Read(ref s_taken) < count)
            Go.Yield();
    }

    private static void ToProcess()
    {
        Reset(Signal.SIGUSR1);
        ulong before = Usys.Statistic(UsysStatistic.SignalsInVcoreContext);
        SignalHandlers.Send(Signal.SIGUSR1, 5);
        AwaitTaken(1);
        Check.Equal(0, s_direct, "direct");
        Check.Equal(5UL, s_values[0], "value");
        Check.Equal(1UL, Usys.Statistic(UsysStatistic.SignalsInVcoreContext) - before, "in vcore context");
    }

    private static void NoneLost()
    {
        Reset(Signal.SIGUSR1);
        int count = Suite.Scaled(500);
        for (int i = 0; i < count; i++)
            SignalHandlers.Send(Signal.SIGUSR1, (ulong)i);
        AwaitTaken(count);
        ulong sum = 0;
        foreach (ulong value in s_values)
            sum += value;
        Check.Equal((ulong)count * (ulong)(count - 1) / 2, sum, "sum");
    }

    private static void Direct()
    {
        Reset(Signal.SIGUSR2);
        SignalHandlers.Raise(Signal.SIGUSR2, 9);
        Check.Equal(1, s_direct, "direct");
        Check.Equal(9UL, s_values[0], "value");
    }

    private static void Masked()
    {
        Reset(Signal.SIGUSR2);
        ulong bit = 1UL << Signal.SIGUSR2;
        ulong former = SignalHandlers.ChangeMask(SignalMaskChange.Block, bit);
        SignalHandlers.Raise(Signal.SIGUSR2, 1);
        SignalHandlers.Raise(Signal.SIGUSR2, 2);
        Check.Equal(0, s_taken, "taken while masked");
        SignalHandlers.ChangeMask(SignalMaskChange.Set, former);
        Go.Yield();
        Check.Equal(2, s_direct, "taken when unmasked");
        Check.Equal(1UL, s_values[0], "the first is first");
    }

    private static void ToAnother()
    {
        Reset(Signal.SIGUSR2);
        var ready = new Channel<Goroutine>();
        bool stop = false;
        var group = new WaitGroup();
        group.Go(() =>
        {
            SignalHandlers.Accept();
            ready.Send(Goroutine.Current);
            while (!Volatile.Read(ref stop))
                Go.Yield();
        });
        Goroutine other = ready.Receive()!;
        Send(other);
        AwaitTaken(1);
        Volatile.Write(ref stop, true);
        group.Wait();
        Check.Equal(1, s_direct, "direct");
    }

    private static unsafe void Send(Goroutine other) => SignalHandlers.Send(other.Uthread, Signal.SIGUSR2, 3);

    private static void Allocating()
    {
        int total = 0;
        SignalHandlers.Set(Signal.SIGUSR2, signal =>
        {
            var list = new List<byte[]>();
            for (int i = 0; i < 100; i++)
                list.Add(new byte[100]);
            GC.Collect();
            foreach (byte[] bytes in list)
                total += bytes.Length;
        });
        for (int i = 0; i < 5; i++)
            SignalHandlers.Raise(Signal.SIGUSR2, 0);
        Check.Equal(5 * 100 * 100, total);
    }

    private static void Kill() => Check.Throws<ArgumentException>(() => SignalHandlers.Set(Signal.SIGKILL, Take));
}
