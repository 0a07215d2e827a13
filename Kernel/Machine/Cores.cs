using System.Threading;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The physical cores' blocks. A core's index is its order of discovery; the boot processor is 0.</summary>
public static unsafe class Cores
{
    private static int s_count;
    private static int s_online;

    /// <summary>Bytes of a core's block area: block, then task state, then GDT.</summary>
    private const int AreaSize = 4096;

    private static byte* s_areas;

    public static bool IsReady { get; private set; }

    /// <summary>Cores found in the firmware's table.</summary>
    public static int Count => s_count;

    /// <summary>Cores that run.</summary>
    public static int OnlineCount => Volatile.Read(ref s_online);

    public static int CurrentId => (int)(uint)X86.ReadGs64(8);

    internal static CoreBlock* Current => (CoreBlock*)X86.ReadGs64(0);

    /// <summary>Allocates the blocks. Called once, on the boot processor.</summary>
    public static void Allocate(int count)
    {
        s_count = count;
        s_areas = FrameAllocator.AllocateZeroed(FrameAllocator.OrderFor((ulong)count * AreaSize));
        Panic.Unless(s_areas != null, "no memory for core blocks");
    }

    public static void SetApicId(int core, uint apicId) => Block(core)->ApicId = apicId;

    public static uint ApicId(int core) => Block(core)->ApicId;

    /// <summary>Makes the calling core the one with this index: descriptor tables, GS base, control registers, MSRs.</summary>
    public static void InitializeCurrent(int core, ulong stackTop)
    {
        byte* area = s_areas + (core * AreaSize);
        CoreBlock* block = (CoreBlock*)area;
        block->Self = (ulong)block;
        block->CoreId = (uint)core;
        block->KernelMxcsr = 0x1F80;
        block->KernelStackTop = stackTop;
        TaskState* state = (TaskState*)(area + 1024);
        block->TaskState = (ulong)state;

        // Before anything that may take a lock: waiters look into the block.
        X86.WriteMsr(Msr.GsBase, (ulong)block);
        DescriptorTables.Load(state, (ulong*)(area + 2048), stackTop);
        X86.WriteMsr(Msr.KernelGsBase, 0);
        ControlRegisters.Initialize();
        SyscallGate.Initialize();
        IsReady = true;
        Interlocked.Increment(ref s_online);
    }

    /// <summary>The stack of the next entry from user mode on this core.</summary>
    public static void SetKernelStack(ulong top)
    {
        CoreBlock* block = Current;
        block->KernelStackTop = top;
        ((TaskState*)block->TaskState)->Rsp0 = top;
    }

    /// <summary>The user context that was interrupted on this core, or will run on it.</summary>
    public static ref UserContext Context => ref Current->Context;

    internal static byte* Fpu => Current->Fpu;

    internal static CoreBlock* Block(int core) => (CoreBlock*)(s_areas + (core * AreaSize));
}
