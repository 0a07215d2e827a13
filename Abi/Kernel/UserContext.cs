using System.Runtime.InteropServices;

namespace Abi;

/// <summary>A stopped user context, either everything a trap interrupted or what a voluntary switch keeps.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct UserContext
{
    public const int Size = 208;

    /// <summary><see cref="ContextType"/>.</summary>
    [FieldOffset(0)]
    public uint Type;

    /// <summary><see cref="FaultMarker.Reflected"/> when the context stopped at a fault the kernel hands to user space.</summary>
    [FieldOffset(4)]
    public uint Marker;

    /// <summary>For a reflected page fault its address, otherwise 0.</summary>
    [FieldOffset(8)]
    public ulong FaultAux;

    [FieldOffset(16)]
    public HwContext Hw;

    [FieldOffset(16)]
    public SwContext Sw;
}

/// <summary>Values of <see cref="UserContext.Type"/>.</summary>
public static class ContextType
{
    public const uint Hardware = 1;
    public const uint Software = 2;
}

/// <summary>Values of <see cref="UserContext.Marker"/>.</summary>
public static class FaultMarker
{
    public const uint None = 0;
    public const uint Reflected = 0x1234;
}

/// <summary>All registers; the same bytes as the kernel's trap frame.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct HwContext
{
    public const int Size = 192;

    public ulong GsBase;
    public ulong FsBase;
    public ulong R15;
    public ulong R14;
    public ulong R13;
    public ulong R12;
    public ulong R11;
    public ulong R10;
    public ulong R9;
    public ulong R8;
    public ulong Rdi;
    public ulong Rsi;
    public ulong Rbp;
    public ulong Rdx;
    public ulong Rcx;
    public ulong Rbx;
    public ulong Rax;
    public ulong TrapNumber;
    public ulong ErrorCode;
    public ulong Rip;
    public ulong Cs;
    public ulong Rflags;
    public ulong Rsp;
    public ulong Ss;
}

/// <summary>What survives a call: System V's callee-saved registers, bases, and the FPU control words.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SwContext
{
    public const int Size = 88;

    public ulong GsBase;
    public ulong FsBase;
    public ulong R15;
    public ulong R14;
    public ulong R13;
    public ulong R12;
    public ulong Rbp;
    public ulong Rbx;
    public ulong Rip;
    public ulong Rsp;
    public uint Mxcsr;
    public uint FpuControl;
}

/// <summary>x86 exception numbers, and bits of the page-fault error code.</summary>
public static class Trap
{
    public const int DivideError = 0;
    public const int Debug = 1;
    public const int Nmi = 2;
    public const int Breakpoint = 3;
    public const int Overflow = 4;
    public const int BoundRange = 5;
    public const int InvalidOpcode = 6;
    public const int DeviceNotAvailable = 7;
    public const int DoubleFault = 8;
    public const int InvalidTss = 10;
    public const int SegmentNotPresent = 11;
    public const int StackFault = 12;
    public const int GeneralProtection = 13;
    public const int PageFault = 14;
    public const int FpuError = 16;
    public const int AlignmentCheck = 17;
    public const int MachineCheck = 18;
    public const int SimdError = 19;

    public const ulong PageFaultPresent = 1;
    public const ulong PageFaultWrite = 2;
    public const ulong PageFaultUser = 4;
    public const ulong PageFaultExecute = 0x10;
}
