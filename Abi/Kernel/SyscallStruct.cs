using System.Runtime.InteropServices;

namespace Abi;

/// <summary>One system call: request and answer. Lives in user memory that does not move until it is done.</summary>
/// <remarks>Entered by <c>syscall</c> with RDI = array of these, RSI = their count. Registers other than RBX, RBP, RSP,
/// R12..R15 do not survive. May be reused only when <see cref="SyscallFlags.Done"/> is set and
/// <see cref="SyscallFlags.KernelLock"/> is not.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SyscallStruct
{
    public const int Size = 216;

    public uint Number;
    public int Error;
    public long ReturnValue;

    /// <summary>Atomic: bits of <see cref="SyscallFlags"/>.</summary>
    public ulong Flags;

    /// <summary>User address of the <see cref="Abi.EventQueue"/> told of completion when UserEvent is set.</summary>
    public ulong EventQueue;
    public ulong UserData;
    public ulong Arg0;
    public ulong Arg1;
    public ulong Arg2;
    public ulong Arg3;
    public ulong Arg4;
    public ulong Arg5;

    /// <summary>UTF-8, NUL-terminated within its size; empty when the kernel has no more to say than the number.</summary>
    public fixed byte ErrorText[Limits.ErrorTextLength];
}

/// <summary>Bits of <see cref="SyscallStruct.Flags"/>.</summary>
public static class SyscallFlags
{
    public const ulong Done = 1;
    public const ulong Progress = 2;
    public const ulong UserEvent = 4;
    public const ulong KernelLock = 8;
    public const ulong Abort = 0x10;
}

/// <summary>Numbers of system calls. Never reused.</summary>
[UsysConstantSource]
public static class SyscallNumber
{
    public const uint Null = 1;
    public const uint Block = 2;
    public const uint GetPcoreId = 7;
    public const uint GetVcoreId = 8;
    public const uint ProcDestroy = 12;
    public const uint ProcYield = 13;
    public const uint ChangeVcore = 14;
    public const uint Mmap = 18;
    public const uint Munmap = 19;
    public const uint Mprotect = 20;
    public const uint Notify = 25;
    public const uint SelfNotify = 26;
    public const uint HaltCore = 27;
    public const uint ChangeToM = 29;
    public const uint PokeKsched = 30;
    public const uint AbortSyscall = 31;
    public const uint PopulateVa = 32;
    public const uint VcEntry = 35;
    public const uint Nanosleep = 36;
    public const uint PopCtx = 37;
    public const uint SendEvent = 39;
    public const uint Read = 100;
    public const uint Write = 101;
    public const uint Openat = 102;
    public const uint Close = 103;
    public const uint Fstat = 104;
    public const uint Llseek = 111;
    public const uint Pread = 112;

    /// <summary>Bytes to the kernel log, for fatal messages of a process that cannot do better.</summary>
    public const uint Log = 200;

    /// <summary>Sets the timer of a vcore: see <see cref="VcoreAlarm"/>.</summary>
    public const uint SetAlarm = 201;
}

/// <summary>Arguments of <see cref="SyscallNumber.SetAlarm"/>.</summary>
/// <remarks>SetAlarm(tscDeadline, cookie): the process has one alarm; when the TSC reaches the deadline
/// <see cref="EventType.Alarm"/> goes to its registered kernel event queue with Arg4 = cookie. Deadline 0 cancels.</remarks>
public static class VcoreAlarm
{
    public const ulong Cancel = 0;
}

/// <summary>Protection and flag bits of <see cref="SyscallNumber.Mmap"/>.</summary>
[UsysConstantSource]
public static class Mmap
{
    public const int ProtNone = 0;
    public const int ProtRead = 1;
    public const int ProtWrite = 2;
    public const int ProtExec = 4;

    public const int Shared = 1;
    public const int Private = 2;
    public const int Fixed = 0x10;
    public const int Anonymous = 0x20;

    /// <summary>Frames are allocated at once rather than at first touch.</summary>
    public const int Populate = 0x8000;
    public const long Failed = -1;
}

/// <summary>Flags of <see cref="SyscallNumber.Openat"/> and the directory it takes as "current".</summary>
[UsysConstantSource]
public static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int AccessMask = 3;
    public const int Create = 0x40;
    public const int AtCurrentDirectory = -100;
}
