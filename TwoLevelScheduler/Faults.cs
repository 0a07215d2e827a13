using System.Runtime.InteropServices;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>A fault on its way to the program's handler; on the system stack of the uthread that faulted, at its top.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FaultFrame
{
    public UserContext Context;
    public SignalInfo Info;

    // FXSAVE image; the frame is 16-byte aligned.
    public fixed byte Fpu[Vcore.FpuSize];
}

/// <summary>Faults the kernel reflects: the handshake, or a signal to the uthread that faulted.</summary>
internal static unsafe class Faults
{
    // A multiple of 16, so that the stack below the frame is aligned.
    private static ulong FrameSize => ((ulong)sizeof(FaultFrame) + 15) & ~15UL;

    /// <summary>Vcore context; the fault is in the uthread's saved context. Returns when the uthread may continue from there.</summary>
    public static void Handle(Vcore* vcore, Uthread* uthread)
    {
        UserContext* context = &uthread->Context;
        if (Handshake.Recognises(context))
        {
            Handshake.Answer(context);
            return;
        }

        Statistics.FaultsReflected++;
        if (context->Type != ContextType.Hardware || !IsOnOwnStack(uthread, context->Hw.Rsp))
            InNativeCode(context);
        int signal = SignalOf((int)context->Hw.TrapNumber);
        if (Program.Interface == null || Program.Interface->FaultHandler == 0)
            Die(context, "the program has no handler for it"u8);
        if ((uthread->SignalMask & (1UL << signal)) != 0)
            Die(context, "its signal is masked"u8);
        RunHandler(vcore, uthread, signal);
    }

    /// <summary>A fault where no C# exception can be made of it: ends the process.</summary>
    public static void InNativeCode(UserContext* context) => Die(context, "in native code"u8);

    private static bool IsOnOwnStack(Uthread* uthread, ulong rsp) => rsp > uthread->StackLow && rsp <= uthread->StackHigh;

    private static int SignalOf(int trap) => trap switch
    {
        Trap.DivideError or Trap.Overflow or Trap.FpuError or Trap.SimdError => Signal.SIGFPE,
        Trap.Breakpoint or Trap.Debug => Signal.SIGTRAP,
        Trap.InvalidOpcode => Signal.SIGILL,
        Trap.AlignmentCheck => Signal.SIGBUS,
        _ => Signal.SIGSEGV,
    };

    /// <summary>Continues outside vcore context in <see cref="CallHandler"/>, on the uthread's system stack.</summary>
    private static void RunHandler(Vcore* vcore, Uthread* uthread, int signal)
    {
        Uthread* system = uthread->SystemUthread;
        var frame = (FaultFrame*)(system->StackHigh - FrameSize);
        frame->Context = uthread->Context;
        frame->Info = default;
        frame->Info.Signal = (uint)signal;
        frame->Info.Code = (uint)uthread->Context.Hw.TrapNumber;
        frame->Info.Address = uthread->Context.FaultAux;
        frame->Info.Pc = uthread->Context.Hw.Rip;
        MachineRoutines.MemMove(frame->Fpu, vcore->Fpu, Vcore.FpuSize);
        uthread->SchedulerFlags &= ~UthreadFlag.SavedMask;
        SyscallStruct* entry = vcore->EntryCall;
        entry->Number = SyscallNumber.VcEntry;
        entry->Flags = 0;
        Routines.PopToStart(system, (ulong)frame, (ulong)(delegate*<Uthread*, void>)&CallHandler, (ulong)uthread, vcore->Data, entry);
    }

    /// <summary>On the system stack, entered by a jump.</summary>
    private static void CallHandler(Uthread* uthread)
    {
        var frame = (FaultFrame*)(uthread->SystemUthread->StackHigh - FrameSize);
        var handler = (delegate* unmanaged<ulong, SignalInfo*, UserContext*, Uthread*, uint>)Program.Interface->FaultHandler;
        if (handler(frame->Info.Signal, &frame->Info, &frame->Context, uthread) == 0)
            Die(&frame->Context, "not where a C# exception can be made of it"u8);
        Notifications.Disable();
        Vcore* vcore = Vcores.Here;
        Routines.ContinueOnStack(vcore->StackTop, (nint)(delegate*<Uthread*, ulong, ulong, void>)&HandlerDone, uthread, 0, 0);
    }

    private static void HandlerDone(Uthread* uthread, ulong unused0, ulong unused1)
    {
        Vcore* vcore = Vcores.Here;
        var frame = (FaultFrame*)(uthread->SystemUthread->StackHigh - FrameSize);
        uthread->Context = frame->Context;
        MachineRoutines.MemMove(vcore->Fpu, frame->Fpu, Vcore.FpuSize);
        uthread->NotificationDepth = 0;
        uthread->SchedulerFlags = (uthread->SchedulerFlags & ~UthreadFlag.DontMigrate) | UthreadFlag.SavedHardware;
        Dispatcher.Resume(vcore, uthread);
    }

    private static void Die(UserContext* context, System.ReadOnlySpan<byte> why)
    {
        ulong trap = context->Type == ContextType.Hardware ? context->Hw.TrapNumber : 0;
        int signal = SignalOf((int)trap);
        Report.Text("fatal: signal "u8);
        Report.Decimal((ulong)signal);
        Report.Text(" (trap "u8);
        Report.Decimal(trap);
        Report.Text(", error "u8);
        Report.Hex(context->Hw.ErrorCode);
        Report.Text(") at "u8);
        Report.Hex(context->Hw.Rip);
        Report.Text(", address "u8);
        Report.Hex(context->FaultAux);
        Report.Text(", stack "u8);
        Report.Hex(context->Hw.Rsp);
        Report.Text(": "u8);
        Report.Text(why);
        Report.Text("\n"u8);
        Kernel.Exit(ExitStatus.Signalled + signal);
    }
}
