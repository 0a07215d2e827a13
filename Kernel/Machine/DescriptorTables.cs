using System.Runtime.InteropServices;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The 64-bit task state segment. Source: SDM 3A 8.7.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct TaskState
{
    public const int Size = 104;

    private uint _reserved0;
    public ulong Rsp0;
    public ulong Rsp1;
    public ulong Rsp2;
    private ulong _reserved1;
    public ulong Ist1;
    public ulong Ist2;
    public ulong Ist3;
    public ulong Ist4;
    public ulong Ist5;
    public ulong Ist6;
    public ulong Ist7;
    private ulong _reserved2;
    private ushort _reserved3;
    public ushort IoMap;
}

/// <summary>GDT, TSS and IDT of a core.</summary>
internal static unsafe class DescriptorTables
{
    private const int VectorCount = 256;
    private const ulong PresentInterruptGate = 0x8E00UL << 32;
    private const int UserCallable = 3;

    private static ulong* s_interruptTable;

    /// <summary>Loads all three on the calling core. The GDT takes 7 entries at <paramref name="gdt"/>.</summary>
    public static void Load(TaskState* state, ulong* gdt, ulong stackTop)
    {
        state->Rsp0 = stackTop;
        state->IoMap = TaskState.Size;
        state->Ist1 = KernelStacks.Allocate();
        state->Ist2 = KernelStacks.Allocate();
        Panic.Unless(state->Ist1 != 0 && state->Ist2 != 0, "no memory for exception stacks");
        FillGdt(gdt, (ulong)state);
        LoadRegister(gdt, 7 * 8, false);
        Routines.ReloadSegments();
        X86.Ltr(Selector.TaskState);
        if (s_interruptTable == null)
        {
            BuildInterruptTable();
        }

        LoadRegister(s_interruptTable, VectorCount * 16, true);
    }

    private static void FillGdt(ulong* gdt, ulong state)
    {
        gdt[0] = 0;
        gdt[1] = 0x00AF9B000000FFFF;
        gdt[2] = 0x00CF93000000FFFF;
        gdt[3] = 0x00CFF3000000FFFF;
        gdt[4] = 0x00AFFB000000FFFF;
        gdt[5] = (TaskState.Size - 1)
            | ((state & 0xFFFFFF) << 16)
            | (0x89UL << 40)
            | (((state >> 24) & 0xFF) << 56);
        gdt[6] = state >> 32;
    }

    private static void LoadRegister(ulong* table, int bytes, bool interrupts)
    {
        byte* descriptor = stackalloc byte[10];
        *(ushort*)descriptor = (ushort)(bytes - 1);
        *(ulong*)(descriptor + 2) = (ulong)table;
        if (interrupts)
        {
            X86.Lidt(descriptor);
        }
        else
        {
            X86.Lgdt(descriptor);
        }
    }

    // All vectors are interrupt gates: the kernel runs with interrupts off. NMI, double fault and machine check have
    // stacks of their own, because they may arrive where no stack can be trusted.
    private static void BuildInterruptTable()
    {
        s_interruptTable = (ulong*)FrameAllocator.AllocateZeroed(0);
        Panic.Unless(s_interruptTable != null, "no memory for the interrupt table");
        ulong stubs = (ulong)Routines.InterruptStubs;
        for (int vector = 0; vector < VectorCount; vector++)
        {
            ulong target = stubs + (ulong)(vector * Routines.InterruptStubSize);
            ulong stack = vector switch
            {
                Trap.DoubleFault => 1,
                Trap.Nmi or Trap.MachineCheck => 2,
                _ => 0,
            };
            ulong privilege = vector == Trap.Breakpoint ? (ulong)UserCallable << 45 : 0;
            s_interruptTable[vector * 2] = (target & 0xFFFF)
                | ((ulong)Selector.KernelCode << 16)
                | (stack << 32)
                | PresentInterruptGate
                | privilege
                | (((target >> 16) & 0xFFFF) << 48);
            s_interruptTable[(vector * 2) + 1] = target >> 32;
        }
    }
}
