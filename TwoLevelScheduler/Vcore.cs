using System.Runtime.InteropServices;
using Abi;

namespace TwoLevelScheduler;

/// <summary>What the scheduler keeps per vcore. FS points here while anything of the process runs on the vcore.</summary>
/// <remarks>Context: written on the vcore itself, in vcore context, unless a field says otherwise.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Vcore
{
    public const int FpuSize = 512;

    /// <summary>Its own address: <c>fs:[0]</c>.</summary>
    public Vcore* Self;

    /// <summary>FXSAVE image of the interrupted uthread: the ancillary area of <see cref="Data"/>, written by the kernel.</summary>
    public byte* Fpu;

    /// <summary>Shared with the kernel.</summary>
    public VcorePreemptData* Data;
    public ulong StackTop;

    /// <summary>What its uthreads allocate from, or null. See <see cref="AllocationCaches"/>.</summary>
    public AllocationCache* Cache;

    /// <summary>The uthread that runs, or was interrupted, here; null between two.</summary>
    public Uthread* Current;
    public uint Id;

    /// <summary>1 while it waits in vcore context for the world to start again. Read by the stopper.</summary>
    public uint IsStopped;

    /// <summary>1 while the vcore is about to give back its core, for want of work. Read by who makes work.</summary>
    public uint IsIdle;

    /// <summary>Value of <see cref="TimeSlice.Tick"/> when the current uthread was last dispatched or asked to yield.</summary>
    public uint SeenTick;

    /// <summary>System stacks nobody uses, linked by <see cref="Uthread.QueueNext"/> of their blocks.</summary>
    public Uthread* FreeStacks;

    /// <summary>Told of completed system calls.</summary>
    public EventQueue* SyscallQueue;

    /// <summary>For calls from vcore context. They never block, so one is enough.</summary>
    public SyscallStruct* Call;

    /// <summary>Never waited for: the call that leaves or re-enters vcore context.</summary>
    public SyscallStruct* EntryCall;

    // Guarded by Lock (policy with a queue per vcore):
    public NativeLock Lock;
    public Uthread* QueueFirst;
    public Uthread* QueueLast;
    public ulong QueueLength;

    public ulong Entries;
    public ulong Dispatched;
    public ulong Steals;
    public ulong Random;

}
