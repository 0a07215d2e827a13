using System.Threading;
using Abi;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>A kernel stack and what runs on it: a system call on behalf of a process, or kernel work.</summary>
/// <remarks>Every core always runs on some kthread. One that blocks keeps its stack; the core goes on with a fresh one, so
/// the user core it came from is free at once. To wait: <see cref="PrepareWait"/>, publish yourself where the waker
/// looks, <see cref="Block"/>, then unpublish.</remarks>
internal sealed class Kthread
{
    private const int Running = 0;
    private const int Waiting = 1;
    private const int Woken = 2;

    private static SpinLock s_poolLock;
    private static Kthread? s_pool;

    private readonly ulong _stackTop;
    private StackPosition _position;
    private int _state;

    // Not 0 while a core is on this stack: a waker may come before the sleeper has left it.
    private int _onCore;

    // Its stack is empty: it was started, but has not run.
    private bool _isFresh;

    private Kthread(ulong stackTop)
    {
        _stackTop = stackTop;
        Alarm = new Alarm(this);
    }

    /// <summary>Next in the pool or in a core's run queue; a kthread is in at most one.</summary>
    public Kthread? Next { get; set; }

    /// <summary>The process it works for; it holds a reference.</summary>
    public Process? Process { get; set; }

    /// <summary>User address of the syscall struct in progress, or 0.</summary>
    public ulong CallAddress { get; set; }

    /// <summary>What a failing call says beyond its number.</summary>
    public string? ErrorText { get; set; }

    /// <summary>The process asked for the call to end early; latched until the call ends.</summary>
    public bool IsAborted { get; set; }

    /// <summary>Kernel work to run instead of returning to the loop, for kthreads that serve no process.</summary>
    public KernelTask Task { get; set; }

    public Alarm Alarm { get; }

    public ulong StackTop => _stackTop;

    /// <summary>A kthread with an empty stack, from the pool if possible; null when there is no memory.</summary>
    public static Kthread? Take()
    {
        s_poolLock.Acquire();
        Kthread? kthread = s_pool;
        if (kthread != null)
        {
            s_pool = kthread.Next;
            kthread.Next = null;
        }

        s_poolLock.Release();
        return kthread ?? Create();
    }

    /// <summary>Fills the pool, so that blocking does not allocate in the common case.</summary>
    public static void Reserve(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Kthread? kthread = Create();
            Panic.Unless(kthread != null, "no memory for kthreads");
            kthread.Recycle();
        }
    }

    /// <summary>Returns it to the pool; no core is on its stack.</summary>
    public void Recycle()
    {
        Panic.Unless(Process == null, "a kthread with a process is recycled");
        s_poolLock.Acquire();
        Next = s_pool;
        s_pool = this;
        s_poolLock.Release();
    }

    /// <summary>From now on <see cref="Wake"/> counts. Called by the kthread itself.</summary>
    public void PrepareWait() => Volatile.Write(ref _state, Waiting);

    /// <summary>Takes <see cref="PrepareWait"/> back; nobody was told of the wait yet.</summary>
    public void CancelWait() => Volatile.Write(ref _state, Running);

    /// <summary>Takes <see cref="PrepareWait"/> back after others were told; they are not any more. A wake that came meanwhile
    /// has put the kthread on a run queue, which only blocking takes it from.</summary>
    public void AbandonWait()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Waiting) == Woken)
        {
            Block();
        }
    }

    /// <summary>Leaves the core until woken; continues on whichever core runs it then.</summary>
    public void Block()
    {
        Pcore core = Pcore.Current;
        Panic.Unless(core.Kthread == this, "a kthread blocks another");
        Kthread? fresh = Take();
        Panic.Unless(fresh != null, "no memory for a kthread");
        Volatile.Write(ref fresh._onCore, 1);
        core.Switch(fresh, Departure.Blocked);
        StackSwitch.ToFresh(ref _position, fresh._stackTop);
        Pcore.Current.AfterSwitch();
    }

    /// <summary>Makes a waiting kthread runnable on the calling core. Safe from interrupts; only the first call counts.</summary>
    /// <returns>Whether this call woke it.</returns>
    public bool Wake()
    {
        if (Interlocked.CompareExchange(ref _state, Woken, Waiting) != Waiting)
        {
            return false;
        }

        Pcore.Current.Enqueue(this);
        return true;
    }

    /// <summary>Puts a kthread that never ran on a core's queue; it begins with its <see cref="Task"/>.</summary>
    public void Start(KernelTask task)
    {
        Task = task;
        _isFresh = true;
        _state = Woken;
        Pcore.Current.Enqueue(this);
    }

    /// <summary>Leaves the calling core's kthread, which has nothing left to do, for this one.</summary>
    public void Continue(Pcore core)
    {
        while (Volatile.Read(ref _onCore) != 0)
        {
            Core.Machine.X86.Pause();
            Tlb.ServiceFlush();
        }

        bool isFresh = _isFresh;
        _isFresh = false;
        _state = Running;
        Volatile.Write(ref _onCore, 1);
        Kthread leaving = core.Kthread;
        core.Switch(this, Departure.Finished);
        if (isFresh)
        {
            StackSwitch.ToFresh(ref leaving._position, _stackTop);
        }
        else
        {
            StackSwitch.To(ref leaving._position, in _position);
        }

        Panic.Fail("a finished kthread continued");
    }

    /// <summary>After the core has left this stack.</summary>
    public void MarkLeft() => Volatile.Write(ref _onCore, 0);

    private static Kthread? Create()
    {
        ulong stack = KernelStacks.Allocate();
        return stack == 0 ? null : new Kthread(stack);
    }
}

/// <summary>Why a core leaves a kthread's stack.</summary>
internal enum Departure
{
    Blocked,
    Finished,
}

/// <summary>Work of the kernel's own that a kthread can be started with.</summary>
internal enum KernelTask
{
    None,

    /// <summary>Run the configured program, or the prompt.</summary>
    Init,
}
