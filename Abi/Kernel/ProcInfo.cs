using System.Runtime.InteropServices;

namespace Abi;

/// <summary>What the kernel tells a process about itself; mapped read-only at <see cref="AddressMap.ProcInfo"/>.</summary>
/// <remarks>Only the kernel writes. Readers of the two maps retry on <see cref="CoremapSequence"/>, which is odd
/// while a writer is active.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ProcInfo
{
    public uint AbiVersion;
    public int Pid;
    public int ParentPid;
    public uint MaxVcores;
    public uint CoreCount;
    public uint IsMcp;
    public ulong TscFrequency;
    public ulong TimingOverheadCycles;

    /// <summary>Unix time in nanoseconds at the moment of <see cref="WallTimeTsc"/>.</summary>
    public ulong WallTimeNs;
    public ulong WallTimeTsc;

    /// <summary>XCR0, or 0 when the processor has no XSAVE: the format of <see cref="VcorePreemptData.Ancillary"/>.</summary>
    public ulong Xcr0;
    public ulong ProgramBase;
    public ulong ProgramEnd;
    public ulong ProgramEntry;
    public ulong SchedulerBase;
    public ulong SchedulerEnd;
    public ulong SchedulerEntry;
    public ulong ArgumentBlock;
    public ulong ArgumentLength;
    public ulong InitialStackBottom;
    public ulong InitialStackTop;

    /// <summary>Bits of <see cref="BootMode"/>.</summary>
    public ulong BootMode;
    public uint NumVcores;
    public uint GrantedMemory;
    public ulong CoremapSequence;

    private fixed ulong _vcoreMap[Limits.MaxVcores * VcoreMapEntry.Size / 8];
    private fixed ulong _pcoreMap[Limits.MaxCores * PcoreMapEntry.Size / 8];

    /// <summary>Entry of a vcore in the map of the process info at <paramref name="info"/>.</summary>
    public static VcoreMapEntry* Vcore(ProcInfo* info, int vcore) => (VcoreMapEntry*)info->_vcoreMap + vcore;

    /// <summary>Entry of a physical core in the map of the process info at <paramref name="info"/>.</summary>
    public static PcoreMapEntry* Pcore(ProcInfo* info, int pcore) => (PcoreMapEntry*)info->_pcoreMap + pcore;
}

/// <summary>Where a vcore runs, and what was preempted from it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct VcoreMapEntry
{
    public const int Size = 40;

    public uint Pcore;
    public uint Valid;
    public uint PreemptsSent;
    public uint PreemptsDone;

    /// <summary>TSC at which the core will be taken; 0 when no preemption is pending.</summary>
    public ulong PreemptPending;
    public ulong ResumeTicks;
    public ulong TotalTicks;
}

/// <summary>Which vcore of this process runs on a physical core.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PcoreMapEntry
{
    public const int Size = 8;

    public uint Vcore;
    public uint Valid;
}

/// <summary>Boot switches a process can read in <see cref="ProcInfo.BootMode"/>.</summary>
public static class BootMode
{
    /// <summary>Program output goes to its own serial line.</summary>
    public const ulong SplitConsole = 1;

    /// <summary>Print what would otherwise be silent.</summary>
    public const ulong Verbose = 2;
}
