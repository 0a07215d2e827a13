using Core;
using Kernel.Machine;

namespace Kernel.Scheduling;

/// <summary>The alarms of one core in order of time. Set by that core, cancelled by any.</summary>
[NoAlloc("timer interrupt")]
internal sealed class AlarmChain
{
    private SpinLock _lock;

    // Guarded by _lock:
    private Alarm? _first;

    /// <summary>Adds an alarm that is in no chain. Context: the chain's core.</summary>
    public void Set(Alarm alarm, ulong deadline)
    {
        _lock.Acquire();
        Panic.Unless(alarm.Chain == null, "an alarm is set twice");
        alarm.Deadline = deadline;
        alarm.Chain = this;
        Insert(alarm);
        if (_first == alarm)
        {
            Clock.ArmTimer(deadline);
        }

        _lock.Release();
    }

    /// <summary>Takes an alarm out of its chain. A stale timer interrupt may follow; it finds nothing due.</summary>
    /// <returns>Whether it was still set: false means it fired, or is firing.</returns>
    public static bool Cancel(Alarm alarm)
    {
        AlarmChain? chain = alarm.Chain;
        if (chain == null)
        {
            return false;
        }

        chain._lock.Acquire();
        bool wasSet = alarm.Chain == chain;
        if (wasSet)
        {
            chain.Remove(alarm);
        }

        chain._lock.Release();
        return wasSet;
    }

    /// <summary>Fires what is due and arms the timer for the rest. Context: the core's timer interrupt.</summary>
    public void Service()
    {
        while (true)
        {
            _lock.Acquire();
            Alarm? due = _first;
            if (due == null || due.Deadline > Clock.Now)
            {
                if (due != null)
                {
                    Clock.ArmTimer(due.Deadline);
                }

                _lock.Release();
                return;
            }

            Remove(due);
            _lock.Release();
            due.Fire();
        }
    }

    private void Insert(Alarm alarm)
    {
        if (_first == null || _first.Deadline > alarm.Deadline)
        {
            alarm.Next = _first;
            _first = alarm;
            return;
        }

        Alarm before = _first;
        while (before.Next != null && before.Next.Deadline <= alarm.Deadline)
        {
            before = before.Next;
        }

        alarm.Next = before.Next;
        before.Next = alarm;
    }

    private void Remove(Alarm alarm)
    {
        if (_first == alarm)
        {
            _first = alarm.Next;
        }
        else
        {
            Alarm before = _first!;
            while (before.Next != alarm)
            {
                before = before.Next!;
            }

            before.Next = alarm.Next;
        }

        alarm.Next = null;
        alarm.Chain = null;
    }
}
