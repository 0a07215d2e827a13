using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Numbers of signals.</summary>
public static class Signal
{
    public const int Count = 64;

    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGILL = 4;
    public const int SIGTRAP = 5;
    public const int SIGABRT = 6;
    public const int SIGBUS = 7;
    public const int SIGFPE = 8;
    public const int SIGKILL = 9;
    public const int SIGUSR1 = 10;
    public const int SIGSEGV = 11;
    public const int SIGUSR2 = 12;
    public const int SIGPIPE = 13;
    public const int SIGALRM = 14;
    public const int SIGTERM = 15;
    public const int SIGCHLD = 17;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;
    public const int SIGURG = 23;
    public const int SIGPROF = 27;
    public const int SIGWINCH = 28;
}

/// <summary>What was sent along with a signal.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalInfo
{
    public const int Size = 32;

    public uint Signal;
    public uint Code;

    /// <summary>Faulting data address, or 0.</summary>
    public ulong Address;

    /// <summary>The sender's value.</summary>
    public ulong Value;

    /// <summary>Program counter of a fault, or 0.</summary>
    public ulong Pc;
}

/// <summary>What a signal does to the process.</summary>
public static class SignalDisposition
{
    /// <summary>Ends the process, or nothing for those that are ignored by default.</summary>
    public const ulong Default = 0;
    public const ulong Ignore = 1;

    /// <summary>Goes to the native handler, and so to the program.</summary>
    public const ulong Handle = 2;
}

/// <summary>First argument of <see cref="IUsysFunctions.SignalMask"/>.</summary>
public static class SignalMaskChange
{
    public const ulong Block = 0;
    public const ulong Unblock = 1;
    public const ulong Set = 2;
}

/// <summary>What the native side needs of the program. In the program's static data.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ProgramInterface
{
    public const int Size = 48;

    /// <summary>Code address of the routine ResumeUthread: jumped to on a system stack with R14 at its block and the uthread in RDI.</summary>
    public ulong ResumeUthread;

    /// <summary>The default handler of faults: <c>[UnmanagedCallersOnly] uint (ulong signal, SignalInfo*, UserContext*, Uthread*)</c>,
    /// called outside vcore context on the system stack of the uthread that faulted, with R14 at that stack's block. It
    /// changes the context so that the program goes on elsewhere, and returns 1; after 0 the process ends. Or 0: no handler.</summary>
    public ulong FaultHandler;

    /// <summary>u64, one bit per signal taken in vcore context; set and cleared atomically. Or null.</summary>
    public ulong* Pending;

    /// <summary>u32 the handler thread waits on (futex): set to 1 after a bit of <see cref="Pending"/>.</summary>
    public uint* Wake;

    /// <summary>Head of the list of all allocation caches; the scheduler adds one per vcore by compare-exchange.</summary>
    public AllocationCache** Caches;
    public ulong Reserved1;
}
