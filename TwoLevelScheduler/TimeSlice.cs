using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Makes running uthreads yield from time to time.</summary>
internal static unsafe class TimeSlice
{
    /// <summary>What a program gets that does not ask for another.</summary>
    public const ulong DefaultUs = 10_000;

    private static uint s_tick;
    private static ulong s_intervalTsc;
    private static Alarm* s_alarm;
    private static int s_isRunning;

    /// <summary>Changes whenever a slice is over.</summary>
    public static uint Tick => Volatile.Read(ref s_tick);

    /// <summary>Context: notifications disabled.</summary>
    public static void SetInterval(ulong intervalUs)
    {
        s_intervalTsc = Clock.TscFromUs(intervalUs);
        if (s_alarm == null)
        {
            s_alarm = Alarms.Create();
            s_alarm->Action = AlarmAction.TimeSlice;
        }

        // When it is just going off, Expired does the rest.
        if (Alarms.Cancel(s_alarm))
            Volatile.Write(ref s_isRunning, 0);
        if (RunQueue.Length > 0)
            EnsureRunning();
    }

    /// <summary>Somebody waits for a core: slices count from now. Context: vcore context, or notifications disabled; no lock held.</summary>
    public static void EnsureRunning()
    {
        if (s_intervalTsc != 0 && Interlocked.CompareExchange(ref s_isRunning, 1, 0) == 0)
            Alarms.Arm(s_alarm, Clock.Now + s_intervalTsc);
    }

    /// <summary>Context: vcore context, no lock held.</summary>
    public static void Expired()
    {
        Volatile.Write(ref s_isRunning, 0);

        // Nobody waits: no ticks, or an idle machine would be woken for ever.
        if (RunQueue.Length == 0)
            return;
        Interlocked.Increment(ref s_tick);
        uint mine = Vcores.Here->Id;
        for (uint id = 0; id < Vcores.Count; id++)
        {
            if (id != mine && Vcores.IsOnline(id) && Vcores.At(id)->Current != null)
                Kernel.Notify(id);
        }

        EnsureRunning();
    }

    /// <summary>The uthread's next prologue or poll yields.</summary>
    public static void AskToYield(Uthread* uthread)
    {
        Volatile.Write(ref uthread->PreemptRequested, 1);
        Volatile.Write(ref uthread->StackGuard, Uthread.Poison);
        Statistics.Preemptions++;
    }
}
