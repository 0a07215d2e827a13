using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Abi;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>A physical core: what it runs, and what other cores want from it.</summary>
internal sealed partial class Pcore
{
    private static Pcore[]? s_all;

    private SpinLock _runLock;

    // Guarded by _runLock:
    private Kthread? _runFirst;
    private Kthread? _runLast;

    // Only this core, interrupts off:
    private Kthread? _kthread;
    private Kthread? _leaving;
    private Departure _departure;
    private Process? _loaded;

    private Pcore(int id)
    {
        Id = id;
    }

    public int Id { get; }

    public MessageQueue Messages { get; } = new();

    public AlarmChain Alarms { get; } = new();

    /// <summary>Whose stack the core is on.</summary>
    public Kthread Kthread => _kthread!;

    /// <summary>The process whose user context is in the core's context slot, with a reference; null when there is none.</summary>
    public Process? Process { get; private set; }

    /// <summary>The vcore that context belongs to.</summary>
    public int Vcore { get; private set; }

    /// <summary>Syscall structs of that context which have not been started yet.</summary>
    public ulong PendingCall { get; set; }

    public ulong PendingCount { get; set; }

    /// <summary>The many-core process it is granted to. Guarded by the scheduler's lock.</summary>
    public Process? AllocatedTo { get; set; }

    public static Pcore Current => s_all![Cores.CurrentId];

    public static int Count => s_all!.Length;

    public static Pcore At(int id) => s_all![id];

    /// <summary>Creates the objects of all cores. Called once, on the boot processor.</summary>
    public static void CreateAll(int count)
    {
        Pcore[] all = new Pcore[count];
        for (int i = 0; i < count; i++)
        {
            all[i] = new Pcore(i);
        }

        s_all = all;
    }

    /// <summary>Enters the loop on a first kthread and forgets the boot stack.</summary>
    [DoesNotReturn]
    public void Begin()
    {
        Kthread? first = Kthread.Take();
        Panic.Unless(first != null, "no memory for a core's first kthread");
        _kthread = first;
        Cores.SetKernelStack(first.StackTop);
        Turns.Begin(this);
        StackSwitch.Abandon(first.StackTop);
    }

    /// <summary>Adds a runnable kthread. Any core may call; another core is woken.</summary>
    public void Enqueue(Kthread kthread)
    {
        _runLock.Acquire();
        kthread.Next = null;
        if (_runLast == null)
        {
            _runFirst = kthread;
        }
        else
        {
            _runLast.Next = kthread;
        }

        _runLast = kthread;
        _runLock.Release();
        Kick();
    }

    /// <summary>Posts a message and makes the core look at it.</summary>
    public void Send(MessageKind kind, Process process, int vcore)
    {
        Messages.Post(new Message { Kind = kind, Process = process, Vcore = vcore });
        Kick();
    }

    /// <summary>Records that the core is about to move to another stack.</summary>
    public void Switch(Kthread next, Departure departure)
    {
        Panic.Unless(_leaving == null, "a switch within a switch");
        _leaving = Kthread;
        _departure = departure;
        _kthread = next;
        Cores.SetKernelStack(next.StackTop);
    }

    /// <summary>First thing on the new stack: the old one is free for others now.</summary>
    public void AfterSwitch()
    {
        Kthread? left = _leaving;
        if (left == null)
        {
            return;
        }

        _leaving = null;
        bool finished = _departure == Departure.Finished;
        left.MarkLeft();
        if (finished)
        {
            left.Recycle();
        }
    }

    /// <summary>Makes a process's vcore the one this core will return to. Takes over the caller's reference.</summary>
    public void SetOwner(Process process, int vcore)
    {
        Panic.Unless(Process == null, "a core with an owner gets another");
        Process = process;
        Vcore = vcore;
        PendingCount = 0;
    }

    /// <summary>Goes on with another vcore of the same process.</summary>
    public void ChangeVcore(int vcore)
    {
        Vcore = vcore;
        VcoreStart.Load(this, Process!, vcore);
    }

    /// <summary>Forgets the user context and leaves the address space; drops the reference.</summary>
    public void ClearOwner()
    {
        Process? process = Process;
        Panic.Unless(process != null, "a core without an owner loses it");
        Process = null;
        PendingCount = 0;
        UnloadSpace();
        process.Release();
    }

    private void Kick()
    {
        if (Id != Cores.CurrentId)
        {
            LocalApic.SendInterrupt(Id, Interrupts.WakeVector);
        }
    }

    private Kthread? TakeRunnable()
    {
        if (Volatile.Read(ref _runFirst) == null)
        {
            return null;
        }

        _runLock.Acquire();
        Kthread? kthread = _runFirst;
        if (kthread != null)
        {
            _runFirst = kthread.Next;
            kthread.Next = null;
            if (_runFirst == null)
            {
                _runLast = null;
            }
        }

        _runLock.Release();
        return kthread;
    }

    private void LoadSpace(Process process)
    {
        if (_loaded != process)
        {
            _loaded?.Space.Unload();
            _loaded = process;
            process.Space.Load();
        }
    }

    private void UnloadSpace()
    {
        if (_loaded != null)
        {
            _loaded.Space.Unload();
            _loaded = null;
        }
    }
}
