using System.Threading;
using Abi;
using Kernel.Events;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Processes;

/// <content>Vcores: which exist, where they run. Every vcore below the number of cores is on exactly one list.</content>
/// <remarks>A preempted vcore may hold a uthread nobody else can run, so it goes before inactive ones whenever a core is
/// granted, and a process that has one never counts as waiting.</remarks>
internal sealed partial class Process
{
    // Guarded by _lock:
    private readonly VcoreList _online = new();
    private readonly VcoreList _preempted = new();
    private readonly VcoreList _inactive = new();

    // Not 0 while a Notify message for the vcore is under way; one is enough.
    private readonly int[] _notifyQueued = new int[Limits.MaxVcores];

    /// <summary>Cores wanted and not yet held, by the process's own word.</summary>
    public int MissingCores
    {
        get
        {
            ref ResourceRequest request = ref Pages.Request(ResourceType.Cores);
            uint wanted = Volatile.Read(ref request.Wanted);
            if (wanted > (uint)Pcore.Count || (wanted == 0 && _state == ProcessState.RunnableM))
            {
                wanted = 1;
                request.Wanted = 1;
            }

            return (int)wanted - _online.Count;
        }
    }

    public bool IsMapped(int vcore) => (uint)vcore < (uint)Pcore.Count && Pages.VcoreEntry(vcore).Valid != 0;

    /// <summary>Puts the vcore to be run next on a core; a StartVcore message carries it there.</summary>
    /// <returns>False when the process can use no core now.</returns>
    public bool GiveCore(Pcore core)
    {
        _lock.Acquire();
        bool usable = _state is ProcessState.RunnableM or ProcessState.RunningM;
        VcoreList source = _preempted.Count > 0 ? _preempted : _inactive;
        bool given = usable && source.Count > 0;
        if (given)
        {
            int vcore = source.TakeHead();
            _online.AddTail(vcore);
            Map(vcore, core.Id);
            if (_state == ProcessState.RunnableM)
            {
                SetState(ProcessState.RunningM);
            }

            AddReference();
            core.Send(MessageKind.StartVcore, this, vcore);
        }

        _lock.Release();
        return given;
    }

    /// <summary>Whether <see cref="ChangeToM"/> can succeed. Stays so while the caller's context holds the core.</summary>
    public bool CanChangeToM =>
        _state == ProcessState.RunningS && (Pages.Vcpd(0).Flags & VcoreFlags.ScpNoVcoreContext) == 0;

    /// <summary>Turns a single-core process, running on the calling core, into a many-core one.</summary>
    /// <remarks>Its context becomes that of vcore 0, which starts as soon as a core is granted. The core loses its owner.</remarks>
    /// <returns>EINVAL when it is one already, or its vcore 0 is not prepared.</returns>
    public Errno ChangeToM(Pcore core)
    {
        ref VcorePreemptData vcpd = ref Pages.Vcpd(0);
        _lock.Acquire();
        if (!CanChangeToM)
        {
            _lock.Release();
            return Errno.EINVAL;
        }

        UserContexts.SaveToVcore(Pages, 0, vcpd.NotifDisabled != 0);
        Unmap(0);
        Pages.Info.NumVcores = 0;
        Pages.Info.IsMcp = 1;
        SetState(ProcessState.RunnableM);
        _lock.Release();
        AddReference();
        core.ClearOwner();
        SingleScheduler.Left(core);
        Ksched.Add(this);
        Release();
        return Errno.None;
    }

    /// <summary>Sets a vcore's notification pending and, if it runs with notifications on, makes its core look.</summary>
    public void Notify(int vcore)
    {
        ref VcorePreemptData vcpd = ref Pages.Vcpd(vcore);
        Volatile.Write(ref vcpd.NotifPending, 1);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref vcpd.NotifDisabled) != 0 || Interlocked.Exchange(ref _notifyQueued[vcore], 1) != 0)
        {
            return;
        }

        bool sent = false;
        _lock.Acquire();
        if (IsMapped(vcore) && !IsDying)
        {
            Pcore.At((int)Pages.VcoreEntry(vcore).Pcore).Send(MessageKind.Notify, this, vcore);
            sent = true;
        }

        _lock.Release();
        if (!sent)
        {
            Volatile.Write(ref _notifyQueued[vcore], 0);
        }
    }

    /// <summary>A Notify message has arrived; another one may be sent.</summary>
    public void NotifyArrived(int vcore) => Volatile.Write(ref _notifyQueued[vcore], 0);

    /// <summary>Gives up the calling core until there is something to do.</summary>
    /// <param name="isNice">Only because somebody else needs the core.</param>
    /// <returns>Whether the core was given up and has no owner now; otherwise the caller goes on.</returns>
    public bool Yield(Pcore core, bool isNice) => IsMcp ? YieldVcore(core, isNice) : YieldSingle(core, isNice);

    private bool YieldSingle(Pcore core, bool isNice)
    {
        ref VcorePreemptData vcpd = ref Pages.Vcpd(0);
        _lock.Acquire();
        if (_state != ProcessState.RunningS)
        {
            _lock.Release();
            return false;
        }

        SetState(ProcessState.Waiting);
        Interlocked.MemoryBarrier();
        if (!isNice && Volatile.Read(ref vcpd.NotifPending) != 0)
        {
            // Something arrived since the process looked. Whoever sent it found us running and did not wake us.
            SetState(ProcessState.RunningS);
            _lock.Release();
            return false;
        }

        UserContexts.Save(Single);
        Unmap(0);
        _lock.Release();
        AddReference();
        core.ClearOwner();
        SingleScheduler.Left(core);
        if (isNice)
        {
            Wakeup();
        }

        Release();
        return true;
    }

    private bool YieldVcore(Pcore core, bool isNice)
    {
        int vcore = core.Vcore;
        ref VcorePreemptData vcpd = ref Pages.Vcpd(vcore);
        ref VcoreMapEntry entry = ref Pages.VcoreEntry(vcore);
        _lock.Acquire();
        bool preemptPending = entry.PreemptPending != 0;
        bool stays = _state != ProcessState.RunningM
            || entry.PreemptsSent != entry.PreemptsDone
            || (isNice && !preemptPending)
            || (!preemptPending && Pages.Request(ResourceType.Cores).Wanted >= (uint)_online.Count)
            || Volatile.Read(ref vcpd.NotifPending) != 0;
        if (!stays)
        {
            // Off the list first, then look again: a sender that saw us online has set the flag by now, one that
            // did not goes elsewhere.
            _online.Remove(vcore);
            Interlocked.MemoryBarrier();
            stays = Volatile.Read(ref vcpd.NotifPending) != 0;
            if (stays)
            {
                _online.AddTail(vcore);
            }
        }

        if (stays)
        {
            _lock.Release();
            return false;
        }

        _inactive.AddHead(vcore);
        Volatile.Write(ref vcpd.NotifDisabled, 0);
        Unmap(vcore);
        Pages.Info.NumVcores = (uint)_online.Count;
        if (_online.Count == 0)
        {
            SetState(_preempted.Count > 0 ? ProcessState.RunnableM : ProcessState.Waiting);
        }

        _lock.Release();
        core.ClearOwner();
        Ksched.CoreReleased(core);
        return true;
    }

    /// <summary>Takes a granted core back; the vcore's context is saved there by a Preempt message.</summary>
    public void PreemptCore(Pcore core)
    {
        _lock.Acquire();
        ref PcoreMapEntry place = ref Pages.PcoreEntry(core.Id);
        if (place.Valid == 0 || IsDying)
        {
            _lock.Release();
            return;
        }

        int vcore = (int)place.Vcore;
        Pages.VcoreEntry(vcore).PreemptsSent++;
        Interlocked.Or(ref Pages.Vcpd(vcore).Flags, VcoreFlags.KernelLock);
        core.Send(MessageKind.Preempt, this, vcore);
        _online.Remove(vcore);
        _preempted.AddHead(vcore);
        Unmap(vcore);
        Pages.Info.NumVcores = (uint)_online.Count;
        if (_online.Count == 0)
        {
            SetState(ProcessState.RunnableM);
        }

        _lock.Release();
    }

    /// <summary>Makes the calling core run another vcore instead of its own.</summary>
    /// <param name="enableNotifications">True: the caller is discarded and will start afresh. False: its context is kept.</param>
    /// <returns>None when changed; EBUSY: the target runs; EAGAIN: try again; EINVAL: no such vcore, or not in vcore context.</returns>
    public Errno ChangeVcore(Pcore core, int target, bool enableNotifications)
    {
        int caller = core.Vcore;
        if ((uint)target >= (uint)Pcore.Count || target == caller || !IsMcp || Pages.Vcpd(caller).NotifDisabled == 0)
        {
            return Errno.EINVAL;
        }

        ref VcoreMapEntry entry = ref Pages.VcoreEntry(caller);
        ref VcoreMapEntry targetEntry = ref Pages.VcoreEntry(target);
        _lock.Acquire();
        Errno error = Errno.None;
        if (_state != ProcessState.RunningM || entry.PreemptsSent != entry.PreemptsDone || !_online.Contains(caller)
            || targetEntry.PreemptsSent != targetEntry.PreemptsDone)
        {
            error = Errno.EAGAIN;
        }
        else if (targetEntry.Valid != 0)
        {
            error = Errno.EBUSY;
        }

        if (error == Errno.None)
        {
            ExchangeVcores(core, caller, target, enableNotifications);
        }

        _lock.Release();
        if (error == Errno.None)
        {
            core.ChangeVcore(target);
            ushort type = enableNotifications ? EventType.CheckMessages : EventType.VcorePreempt;
            var message = new EventMessage { Type = type, Arg2 = (uint)caller };
            EventSender.SendKernelEvent(this, type, in message, target);
        }

        return error;
    }

    /// <summary>Where a message that must be read should go when the wanted vcore cannot; see <see cref="EventSpam"/>.</summary>
    public int FallbackVcore()
    {
        _lock.Acquire();
        int vcore;
        if (_online.Count > 0)
        {
            vcore = _online.At(0);
        }
        else if (_preempted.Count > 0)
        {
            vcore = _preempted.At(0);
        }
        else
        {
            vcore = _inactive.Count > 0 ? _inactive.At(0) : 0;
            Interlocked.Or(ref Pages.Vcpd(vcore).Flags, VcoreFlags.CanReceiveMessages);
        }

        _lock.Release();
        return vcore;
    }

    /// <summary>First online vcore, or -1.</summary>
    public int FirstOnline()
    {
        _lock.Acquire();
        int vcore = _online.Count > 0 ? _online.At(0) : -1;
        _lock.Release();
        return vcore;
    }

    /// <summary>Marks the single context as running on a core.</summary>
    /// <returns>False when it must not run.</returns>
    public bool BeginSingle(Pcore core)
    {
        _lock.Acquire();
        bool canRun = _state == ProcessState.RunnableS;
        if (canRun)
        {
            SetState(ProcessState.RunningS);
            Map(0, core.Id);
            Pages.Info.NumVcores = 0;
            AddReference();
        }

        _lock.Release();
        return canRun;
    }

    /// <summary>Takes the core of a running single-core process at the end of its slice.</summary>
    /// <returns>Whether it is runnable again and off the core.</returns>
    public bool EndSlice(Pcore core)
    {
        _lock.Acquire();
        bool ended = _state == ProcessState.RunningS;
        if (ended)
        {
            SetState(ProcessState.RunnableS);
            UserContexts.Save(Single);
            Unmap(0);
        }

        _lock.Release();
        if (ended)
        {
            AddReference();
            core.ClearOwner();
        }

        return ended;
    }

    private void ExchangeVcores(Pcore core, int caller, int target, bool enableNotifications)
    {
        ref VcorePreemptData vcpd = ref Pages.Vcpd(caller);
        if (enableNotifications)
        {
            Volatile.Write(ref vcpd.NotifDisabled, 0);
        }
        else
        {
            UserContexts.SaveToVcore(Pages, caller, asVcoreContext: true);
        }

        Interlocked.Or(ref vcpd.Flags, VcoreFlags.Preempted);
        Unmap(caller);
        _online.Remove(caller);
        _preempted.AddHead(caller);
        VcoreList source = _preempted.Contains(target) ? _preempted : _inactive;
        source.Remove(target);
        _online.AddTail(target);
        Map(target, core.Id);
    }

    // Needs _lock. Pairs with readers of CoremapSequence in user space.
    private void Map(int vcore, int pcore)
    {
        BeginMapChange();
        ref VcoreMapEntry entry = ref Pages.VcoreEntry(vcore);
        entry.Pcore = (uint)pcore;
        entry.Valid = 1;
        entry.ResumeTicks = Clock.Now;
        ref PcoreMapEntry place = ref Pages.PcoreEntry(pcore);
        Panic.Unless(place.Valid == 0, "two vcores on one core");
        place.Vcore = (uint)vcore;
        place.Valid = 1;
        EndMapChange();
        Pages.Info.NumVcores = (uint)_online.Count;
    }

    // Needs _lock.
    private void Unmap(int vcore)
    {
        BeginMapChange();
        ref VcoreMapEntry entry = ref Pages.VcoreEntry(vcore);
        Panic.Unless(entry.Valid != 0, "a vcore without a core is unmapped");
        entry.Valid = 0;
        entry.TotalTicks += Clock.Now - entry.ResumeTicks;
        Pages.PcoreEntry((int)entry.Pcore).Valid = 0;
        EndMapChange();
    }

    private void BeginMapChange() => Interlocked.Increment(ref Pages.Info.CoremapSequence);

    private void EndMapChange() => Interlocked.Increment(ref Pages.Info.CoremapSequence);
}
