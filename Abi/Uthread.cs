using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Control block of a uthread: what R14 points to while its code runs in a program image.</summary>
/// <remarks>
/// The first part belongs to the program's runtime, the second (from <see cref="State"/>) to the second-level scheduler.
/// The blocks are not on the collected heap and never move. A system stack has a block of its own with
/// <see cref="StackGuard"/> 0, so that every split check on it passes; ARCHITECTURE.md 1.3.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public unsafe struct Uthread
{
    public const int Size = 768;

    /// <summary>Raised with every change of layout or meaning.</summary>
    public const uint LayoutVersion = 4;

    /// <summary>Distance from <see cref="StackLow"/> to the guard of a split stack.</summary>
    public const ulong GuardDistance = 928;

    /// <summary>Bytes and alignment of a signal stack on Linux; its <see cref="Uthread"/> block is at its low end.</summary>
    public const int SignalStackSpan = 64 * 1024;

    /// <summary>Value of <see cref="StackGuard"/> that makes every check fail: preemption, and the stress modes.</summary>
    public const ulong Poison = ulong.MaxValue;

    /// <summary>Compared with RSP by every prologue. <see cref="StackLow"/> + <see cref="GuardDistance"/>, or <see cref="Poison"/>, or 0 on fixed stacks.</summary>
    [FieldOffset(0)]
    public ulong StackGuard;

    [FieldOffset(8)]
    public ulong StackLow;

    [FieldOffset(16)]
    public ulong StackHigh;

    /// <summary>Block of the system stack this uthread uses; its own address for a system block.</summary>
    [FieldOffset(24)]
    public Uthread* SystemUthread;

    /// <summary>Block of thread statics, scanned by the collector.</summary>
    [FieldOffset(32)]
    public byte* ThreadStatics;

    /// <summary>Where the uthread stands while another stack runs for it; valid unless <see cref="Saved"/> is <see cref="UthreadSaved.Running"/>.</summary>
    [FieldOffset(40)]
    public ulong SavedRsp;

    [FieldOffset(48)]
    public ulong SavedRbp;

    [FieldOffset(56)]
    public ulong SavedRip;

    [FieldOffset(64)]
    public UthreadSaved Saved;

    [FieldOffset(68)]
    public UthreadFlags Flags;

    /// <summary>RDI, RSI, RDX, RCX, R8, R9 of a function that entered Split.</summary>
    [FieldOffset(72)]
    public fixed ulong IntArguments[6];

    /// <summary>Low halves of XMM0 to XMM7 of a function that entered Split.</summary>
    [FieldOffset(120)]
    public fixed ulong FloatArguments[8];

    /// <summary>Unique in the process, from 1.</summary>
    [FieldOffset(184)]
    public ulong Id;

    /// <summary>List of all uthreads of the program, for the collector.</summary>
    [FieldOffset(192)]
    public Uthread* NextAll;

    [FieldOffset(200)]
    public Uthread* PreviousAll;

    /// <summary>Not 0: the next Split or Poll yields. Set before the guard is poisoned.</summary>
    [FieldOffset(208)]
    public uint PreemptRequested;

    /// <summary>Not 0: Split and Poll do not yield.</summary>
    [FieldOffset(212)]
    public uint PreemptDisabled;

    /// <summary>Last hardware fault: program counter, address, trap number.</summary>
    [FieldOffset(216)]
    public ulong FaultPc;

    [FieldOffset(224)]
    public ulong FaultAddress;

    [FieldOffset(232)]
    public ulong FaultTrap;

    /// <summary>Code the uthread starts in: a managed static method taking <see cref="EntryArgument"/>.</summary>
    [FieldOffset(240)]
    public ulong Entry;

    /// <summary>Object reference, a root.</summary>
    [FieldOffset(248)]
    public ulong EntryArgument;

    /// <summary>Object reference of the owner (a goroutine), a root.</summary>
    [FieldOffset(256)]
    public ulong Owner;

    /// <summary>Object reference handed to a parked uthread, a root.</summary>
    [FieldOffset(264)]
    public ulong Transfer;

    /// <summary>Anything of the owner's; no root.</summary>
    [FieldOffset(272)]
    public ulong OwnerData;

    /// <summary>How often the stack was copied.</summary>
    [FieldOffset(280)]
    public ulong StackCopies;

    /// <summary>Pointers into the stack that copies have fixed.</summary>
    [FieldOffset(288)]
    public ulong PointersFixed;

    /// <summary>Index of the vcore it was last put on; the scheduler keeps it up to date.</summary>
    [FieldOffset(296)]
    public uint Processor;

    [FieldOffset(300)]
    public uint Version;

    /// <summary>Neighbours in the queue of a <c>LowLevelMonitor</c>; guarded by its lock.</summary>
    [FieldOffset(304)]
    public Uthread* WaitNext;

    [FieldOffset(312)]
    public Uthread* WaitPrevious;

    // From here on: the second-level scheduler's.
    [FieldOffset(320)]
    public uint State;

    /// <summary>Depth of disabled notifications.</summary>
    [FieldOffset(324)]
    public int NotificationDepth;

    [FieldOffset(328)]
    public Uthread* QueueNext;

    [FieldOffset(336)]
    public Uthread* QueuePrevious;

    /// <summary>The <see cref="SyscallStruct"/> it is blocked on.</summary>
    [FieldOffset(344)]
    public void* Syscall;

    /// <summary>When a park with a deadline ends by itself, on the scheduler's clock: nanoseconds on Linux, TSC on Sharkaros.</summary>
    [FieldOffset(352)]
    public ulong Deadline;

    [FieldOffset(360)]
    public uint Vcore;

    [FieldOffset(364)]
    public uint SchedulerFlags;

    [FieldOffset(368)]
    public UserContext Context;

    /// <summary>FPU state area, when it was preempted rather than blocked.</summary>
    [FieldOffset(576)]
    public void* FpuState;

    [FieldOffset(584)]
    public ulong SignalPending;

    [FieldOffset(592)]
    public ulong SignalMask;

    [FieldOffset(600)]
    public ulong SignalStackLow;

    [FieldOffset(608)]
    public ulong SignalStackSize;

    [FieldOffset(616)]
    public void* SignalInfoFirst;

    [FieldOffset(624)]
    public void* SignalInfoLast;

    [FieldOffset(632)]
    public ulong SignalFlags;

    /// <summary>Who ends a park with a deadline: whoever changes <see cref="Abi.ParkState.Waiting"/> first, by compare-exchange.</summary>
    [FieldOffset(640)]
    public uint ParkState;

    /// <summary>The scheduler's alarm of a park with a deadline, or null. Only who ended the park takes it away.</summary>
    [FieldOffset(648)]
    public void* ParkAlarm;

    /// <summary>The allocation cache of the vcore it runs on, or was interrupted on.</summary>
    [FieldOffset(656)]
    public AllocationCache* Cache;

    /// <summary>Of the stack the parts that were left where they are, innermost first; the part in use is <see cref="StackLow"/> to <see cref="StackHigh"/>.</summary>
    [FieldOffset(664)]
    public StackSegment* Segments;

    /// <summary>Parts no frame is in any more, to be freed at the next safepoint.</summary>
    [FieldOffset(672)]
    public StackSegment* RetiredSegments;

    /// <summary>Bytes of the stack above <see cref="StackHigh"/>, in the parts of <see cref="Segments"/>.</summary>
    [FieldOffset(680)]
    public ulong SegmentBase;

    /// <summary>Not 0: there may be a frame that must not move. Set by its prologue.</summary>
    [FieldOffset(688)]
    public ulong MayBePinned;

    [FieldOffset(696)]
    public fixed ulong SchedulerReserved[9];
}

/// <summary>Values of <see cref="Uthread.ParkState"/>. Set to <see cref="Waiting"/> by the uthread before it parks.</summary>
public static class ParkState
{
    public const uint None = 0;
    public const uint Waiting = 1;

    /// <summary>Another uthread ended the park; it makes this one runnable, exactly once.</summary>
    public const uint Woken = 2;

    /// <summary>The deadline ended the park; the scheduler makes it runnable.</summary>
    public const uint TimedOut = 3;
}

/// <summary>What <see cref="Uthread.SavedRip"/> stands at.</summary>
public enum UthreadSaved : uint
{
    /// <summary>On its own stack: nothing is saved.</summary>
    Running,

    /// <summary>At the return address of a call, like any caller.</summary>
    Call,

    /// <summary>In the slow path of a prologue: the argument registers are saved, its frame does not exist yet.</summary>
    Split,

    /// <summary>Not started: the stack is empty.</summary>
    New,
}

/// <summary>Properties of a uthread.</summary>
[System.Flags]
public enum UthreadFlags : uint
{
    None = 0,

    /// <summary>Block of a fixed stack: never grown, never scanned.</summary>
    System = 1,

    /// <summary>The program's first uthread.</summary>
    Main = 2,

    /// <summary>Ended; its stack is gone.</summary>
    Dead = 4,

    /// <summary>Uses little of its stack: it halves it at its next safepoint, if that still holds. Set by the collector.</summary>
    Shrink = 8,
}
