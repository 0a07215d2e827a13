using System.Threading;
using Abi;
using Kernel.Events;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Processes;

/// <summary>A process: address space, files, and the vcores it may run on.</summary>
/// <remarks>References are held by its creator, by every core that has its context, by every StartVcore message under way,
/// and by every kthread working for it. Memory goes with the last one.</remarks>
internal sealed partial class Process
{
    private readonly Alarm _alarm;
    private SpinLock _lock;
    private SpinLock _alarmGate;
    private int _references = 1;

    // Guarded by _lock:
    private ProcessState _state = ProcessState.Created;
    private int _exitCode;
    private Kthread? _exitWaiter;

    // Guarded by _alarmGate:
    private ulong _alarmCookie;

    public Process(int pid, AddressSpace space, ProcessPages pages, SavedContext single)
    {
        Pid = pid;
        Space = space;
        Pages = pages;
        Single = single;
        _alarm = new Alarm(this);
        for (int i = 0; i < Pcore.Count; i++)
        {
            _inactive.AddTail(i);
        }
    }

    public int Pid { get; }

    public AddressSpace Space { get; }

    public ProcessPages Pages { get; }

    /// <summary>The one context of a single-core process while it is on no core.</summary>
    public SavedContext Single { get; }

    public FileTable Files { get; } = new();

    /// <summary>Next in the single-core scheduler's queue.</summary>
    public Process? NextRunnable { get; set; }

    /// <summary>Serialises producers that must extend a UCQ of this process.</summary>
    public UcqGate UcqGate { get; } = new();

    public bool IsMcp => Pages.Info.IsMcp != 0;

    public bool IsDying => _state == ProcessState.Dying;

    public ProcessState State => _state;

    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Drops a reference; the last one frees the memory.</summary>
    public void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        Panic.Unless(left >= 0, "a process is released too often");
        if (left == 0)
        {
            Panic.Unless(IsDying, "a living process lost its last reference");
            Space.Destroy();
            Pages.Free();
            Single.Free();
        }
    }

    /// <summary>Makes a created process runnable.</summary>
    /// <returns>EINVAL when it was run already.</returns>
    public Errno Run()
    {
        _lock.Acquire();
        bool canRun = _state == ProcessState.Created;
        if (canRun)
        {
            SetState(ProcessState.RunnableS);
        }

        _lock.Release();
        if (!canRun)
        {
            return Errno.EINVAL;
        }

        SingleScheduler.Add(this);
        return Errno.None;
    }

    /// <summary>Makes a waiting process runnable; no effect in any other state, so it may be called freely.</summary>
    public void Wakeup()
    {
        _lock.Acquire();
        bool wasWaiting = _state == ProcessState.Waiting;
        bool isMcp = IsMcp;
        if (wasWaiting)
        {
            SetState(isMcp ? ProcessState.RunnableM : ProcessState.RunnableS);
        }

        _lock.Release();
        if (wasWaiting && isMcp)
        {
            Ksched.Poke(this);
        }
        else if (wasWaiting)
        {
            SingleScheduler.Add(this);
        }
    }

    /// <summary>Ends the process: takes its cores, aborts its sleeping calls, tells who waits. Only the first call counts.</summary>
    public void Destroy(int exitCode)
    {
        _lock.Acquire();
        if (IsDying)
        {
            _lock.Release();
            return;
        }

        _exitCode = exitCode;
        SetState(ProcessState.Dying);
        for (int i = 0; i < Pcore.Count; i++)
        {
            if (Pages.PcoreEntry(i).Valid != 0)
            {
                int vcore = (int)Pages.PcoreEntry(i).Vcore;
                Unmap(vcore);
                Pcore.At(i).Send(MessageKind.Death, this, vcore);
            }
        }

        _online.Clear();
        _preempted.Clear();
        _inactive.Clear();
        Kthread? waiter = _exitWaiter;
        _exitWaiter = null;
        _lock.Release();

        ProcessTable.Remove(this);
        SetAlarm(0, 0);
        AbortSleepers();
        Files.CloseAll();
        Ksched.Forget(this);
        waiter?.Wake();
        Release();
    }

    /// <summary>Blocks the calling kthread until the process has ended. At most one kthread waits.</summary>
    /// <returns>Its exit status. The caller has a reference.</returns>
    public int WaitForExit()
    {
        Kthread kthread = Pcore.Current.Kthread;
        while (true)
        {
            kthread.PrepareWait();
            _lock.Acquire();
            if (IsDying)
            {
                _lock.Release();
                kthread.CancelWait();
                return _exitCode;
            }

            _exitWaiter = kthread;
            _lock.Release();
            kthread.Block();
        }
    }

    /// <summary>Sets the process's alarm, replacing the one set before; deadline 0 cancels.</summary>
    public void SetAlarm(ulong deadline, ulong cookie)
    {
        _alarmGate.Acquire();
        AlarmChain.Cancel(_alarm);
        if (deadline != 0 && !IsDying)
        {
            _alarmCookie = cookie;
            Pcore.Current.Alarms.Set(_alarm, deadline);
        }

        _alarmGate.Release();
    }

    /// <summary>Context: timer interrupt.</summary>
    public void AlarmFired()
    {
        var message = new EventMessage { Type = EventType.Alarm, Arg4 = _alarmCookie };
        EventSender.SendKernelEvent(this, EventType.Alarm, in message, 0);
    }

    // Needs _lock. An illegal step is a kernel bug.
    private void SetState(ProcessState next)
    {
        Panic.Unless(ProcessStates.IsLegal(_state, next), "illegal change of a process's state");
        _state = next;
    }
}
