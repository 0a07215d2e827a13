using Abi;
using Core.Program.Stacks;
using Core.Text;
using Usys;

namespace Signals.Program;

using Usys = global::Usys.Usys;

/// <summary>The stack a uthread's signal handlers run on: that of a uthread of its own, so that handlers are ordinary C#.</summary>
internal static unsafe class SignalStack
{
    /// <summary>Makes one for the calling uthread, once.</summary>
    public static void EnsureForCaller()
    {
        if (Uthreads.Current->SignalStackLow != 0)
            return;
        Uthread* handler = Uthreads.Create((nint)(delegate*<object?, void>)&Run, null);
        Usys.Call1(UsysFunction.SignalStack, (nuint)handler);
    }

    /// <summary>The scheduler runs this in place of the interrupted uthread, which it names in <see cref="Uthread.OwnerData"/>.</summary>
    private static void Run(object? unused)
    {
        while (true)
        {
            HandleAll((Uthread*)Uthreads.Current->OwnerData);
            UthreadSwitch.Switch(SwitchKind.SignalReturn, 0);
        }
    }

    private static void HandleAll(Uthread* interrupted)
    {
        SignalInfo info = default;
        while (Usys.Call2(UsysFunction.TakeSignal, (nuint)interrupted, (nuint)(&info)) != 0)
        {
            var signal = (int)info.Signal;
            if (SignalTable.HandlerOf(signal) is { } handler)
                handler(new SignalArguments(signal, info.Value, IsDirect: true));
            else
                DoDefault(signal);
        }
    }

    private static void DoDefault(int signal)
    {
        if (signal is Signal.SIGCHLD or Signal.SIGCONT or Signal.SIGURG or Signal.SIGWINCH)
            return;
        ErrorWriter.Write("terminated by signal "u8);
        ErrorWriter.WriteDecimal((ulong)signal);
        ErrorWriter.Write("\n"u8);
        Fatal.Exit(128 + signal);
    }
}
