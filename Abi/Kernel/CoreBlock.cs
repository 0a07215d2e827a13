using System.Runtime.InteropServices;

namespace Abi;

/// <summary>One physical core's data that entry and exit code reaches through GS while in the kernel.</summary>
/// <remarks><see cref="Context"/> with <see cref="Fpu"/> is the user context that was interrupted on this core and will
/// be resumed on it, unless the kernel decides otherwise meanwhile.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CoreBlock
{
    public const int FpuSize = 512;

    /// <summary>This block's own address.</summary>
    public ulong Self;
    public uint CoreId;
    public uint ApicId;

    /// <summary>Top of the stack of the kthread that runs here: RSP at the next entry from user mode.</summary>
    public ulong KernelStackTop;

    /// <summary>Entry code's scratch.</summary>
    public ulong UserStack;

    /// <summary>MXCSR kernel code runs with.</summary>
    public uint KernelMxcsr;

    /// <summary>Not 0 while another core waits for this one to flush its TLB.</summary>
    public uint FlushRequested;

    /// <summary>Address of the core's task state segment.</summary>
    public ulong TaskState;
    public UserContext Context;

    /// <summary>FXSAVE image that belongs to a hardware <see cref="Context"/>; 16-byte aligned.</summary>
    public fixed byte Fpu[FpuSize];
}

/// <summary>GDT selectors; the order is what SYSCALL and SYSRET need.</summary>
public static class Selector
{
    public const ushort KernelCode = 0x08;
    public const ushort KernelData = 0x10;
    public const ushort UserData = 0x18 | 3;
    public const ushort UserCode = 0x20 | 3;
    public const ushort TaskState = 0x28;
}

/// <summary>What an application processor finds in its trampoline page.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ApParameters
{
    public ulong PageTable;
    public ulong Stack;
    public ulong Entry;
    public ulong Argument;
}

/// <summary>Places in the boot section and in the trampoline page.</summary>
public static class BootLayout
{
    /// <summary>Offset of the boot section from the begin of the image.</summary>
    public const ulong SectionOffset = 0x1000;
    public const int SectionSize = 0xD000;

    /// <summary>Physical address an application processor starts at; below 1 MiB, page-aligned.</summary>
    public const ulong Trampoline = 0x8000;
    public const int TrampolineSize = 0x1000;

    /// <summary>Offset of the trampoline's code in the boot section.</summary>
    public const int TrampolineOffset = 0x1000;

    /// <summary>Offset of <see cref="ApParameters"/> in the trampoline page.</summary>
    public const int ParametersOffset = 0xF00;

    /// <summary>Offset of the first page-table page in the boot section.</summary>
    public const int PageTablesOffset = 0x2000;
    public const int StackTopOffset = SectionSize;

    /// <summary>EAX at entry by multiboot2, multiboot1; RDI of kernel_main tells PVH by the third.</summary>
    public const uint Multiboot2Magic = 0x36D76289;
    public const uint Multiboot1Magic = 0x2BADB002;
    public const uint PvhMagic = 0x336EC578;
}
