using System.Runtime.InteropServices;
using Abi;
using Core.Machine;
using Core.Memory;
using Core.Collector;
using Core.Program.Stacks;
using Core.Stacks;
using Core.Tables;
using Core.Text;

namespace Core.Linux;

/// <summary>Hardware faults on Linux become exceptions at the faulting instruction.</summary>
/// <remarks>The handler runs on an alternate stack with a system block of its own. Layouts: asm/sigcontext.h of x86-64.</remarks>
internal static unsafe partial class LinuxSignals
{
    private const int SigIll = 4;
    private const int SigBus = 7;
    private const int SigFpe = 8;
    private const int SigSegv = 11;
    private const int SigAlrm = 14;
    private const ulong MicrosecondsPerSecond = 1_000_000;
    private const ulong SaSiginfo = 4;
    private const ulong SaRestorer = 0x04000000;
    private const ulong SaOnStack = 0x08000000;
    private const ulong SaRestart = 0x10000000;
    private const ulong SaNoDefer = 0x40000000;

    // ucontext_t: uc_flags 8, uc_link 8, uc_stack 24, then gregs: R8..R15, RDI, RSI, RBP, RBX, RDX, RAX, RCX, RSP, RIP.
    private const int RegisterOffset = 40;
    private const int R14Index = 6;
    private const int RbpIndex = 10;
    private const int RspIndex = 15;
    private const int RipIndex = 16;
    private const int SiginfoAddress = 16;

    [StructLayout(LayoutKind.Sequential)]
    private struct SigAction
    {
        public nint Handler;
        public ulong Flags;
        public nint Restorer;
        public ulong Mask;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct StackDescription
    {
        public nint Low;
        public ulong Flags;
        public nuint Size;
    }

    /// <summary>Installs the handlers. On a uthread.</summary>
    public static void Install() => Platform.RunOnSystemStack((nint)(delegate*<void*, void>)&InstallNow, null);

    /// <summary>Asks the running uthread to yield at intervals; 0: never.</summary>
    [Export("platform_set_tick")]
    private static void SetTick(ulong microseconds)
    {
        Set(SigAlrm);

        // struct itimerval: interval and first value, each seconds and microseconds.
        ulong* timer = stackalloc ulong[4];
        timer[0] = timer[2] = microseconds / MicrosecondsPerSecond;
        timer[1] = timer[3] = microseconds % MicrosecondsPerSecond;
        LinuxCalls.Call(LinuxCalls.Setitimer, 0, (long)timer, 0, 0, 0);
    }

    private static void InstallNow(void* unused)
    {
        // Taken once and kept; a run of twice the size contains an aligned block.
        Heap.AcquireLock();
        Span* span = PageHeap.Take(2 * Uthread.SignalStackSpan >> HeapSpace.PageShift, SpanState.Opaque);
        Heap.ReleaseLock();
        nuint low = HeapSpace.Align(span->Start, Uthread.SignalStackSpan);
        MachineRoutines.MemSet((void*)low, 0, Uthread.Size);
        Uthreads.InitializeSystem((Uthread*)low, low, low + Uthread.SignalStackSpan);

        var stack = new StackDescription
        {
            Low = (nint)(low + Uthread.Size),
            Size = Uthread.SignalStackSpan - Uthread.Size,
        };
        LinuxCalls.Call(LinuxCalls.Sigaltstack, (long)&stack, 0, 0, 0, 0);
        Set(SigSegv);
        Set(SigBus);
        Set(SigFpe);
        Set(SigIll);
    }

    private static void Set(int signal) => Set(signal, (nint)(delegate*<void>)&Handler);

    private static void Set(int signal, nint handler)
    {
        var action = new SigAction
        {
            Handler = handler,
            Flags = SaSiginfo | SaRestorer | SaOnStack | SaNoDefer | SaRestart,
            Restorer = (nint)(delegate*<void>)&Restorer,
        };
        LinuxCalls.Call(LinuxCalls.RtSigAction, signal, (long)&action, 0, 8, 0);
    }

    // From the routine linux_signal, R14 being the alternate stack's block.
    [Export("LinuxSignal")]
    private static void Handle(int signal, byte* information, byte* context)
    {
        var registers = (ulong*)(context + RegisterOffset);
        var pc = (nuint)registers[RipIndex];
        ulong address = *(ulong*)(information + SiginfoAddress);
        var uthread = (Uthread*)registers[R14Index];
        if (signal == SigAlrm)
        {
            Tick(uthread);
            return;
        }

        if (Remember(signal))
            return;

        MethodInfo* method = ImageTables.FindMethod(pc);
        bool isManaged = method != null && uthread != null && (uthread->Flags & UthreadFlags.System) == 0
            && (signal is SigSegv or SigBus or SigFpe);
        if (isManaged && (method->Flags & MethodInfoFlags.Routine) != 0)
            isManaged = LeaveRoutine(registers, ref pc);
        if (!isManaged)
            Die(signal, pc, address, registers);
        uthread->FaultPc = pc;
        uthread->FaultAddress = address;
        uthread->FaultTrap = signal == SigFpe ? (ulong)Trap.DivideError : Trap.PageFault;
        registers[RipIndex] = FaultEntry.Address;
    }

    // On a system stack the request waits, or a program that collects most of the time would hardly ever be asked. Elsewhere it
    // comes first: who finds the poison looks for it.
    private static void Tick(Uthread* uthread)
    {
        if ((uthread->Flags & UthreadFlags.System) != 0)
        {
            Yielding.IsDue = true;
            return;
        }

        uthread->PreemptRequested = 1;
        uthread->StackGuard = Uthread.Poison;
    }

    // A leaf routine such as memmove got a null pointer: the fault is its caller's, at the call.
    private static bool LeaveRoutine(ulong* registers, ref nuint pc)
    {
        nuint returnAddress = *(nuint*)registers[RspIndex];
        MethodInfo* caller = ImageTables.FindMethod(returnAddress - 1);
        if (caller == null || (caller->Flags & MethodInfoFlags.Routine) != 0)
            return false;
        registers[RspIndex] += 8;
        pc = returnAddress - 1;
        return true;
    }

    private static void Die(int signal, nuint pc, ulong address, ulong* registers)
    {
        ErrorWriter.Write("runtime error: signal "u8);
        ErrorWriter.WriteDecimal((ulong)signal);
        ErrorWriter.Write(" at address "u8);
        ErrorWriter.WriteHex(address);
        ErrorWriter.Write("\n"u8);
        ErrorWriter.WriteFrame(pc, false);
        MethodInfo* method = ImageTables.FindMethod(pc);
        if (method != null && (method->Flags & MethodInfoFlags.HasFrame) != 0)
            Fatal.Trace(StackWalker.CallerOf((byte*)registers[RbpIndex]));
        Fatal.Exit(Fatal.ExitStatus);
    }

    // Only their addresses are used.
    [Routine("linux_signal")]
    private static extern void Handler();

    [Routine("linux_sigreturn")]
    private static extern void Restorer();
}
