using System;
using Abi;
using Core.Program.Stacks;
using Usys;

namespace Signals.Program;

using Usys = global::Usys.Usys;

/// <summary>Signals for programs: setting handlers, sending, masking.</summary>
/// <remarks>A signal to the process is taken in vcore context, and its handler runs on the handler thread. A signal to a
/// uthread is taken by that one where it gave itself up, and its handler runs on that uthread's signal stack.</remarks>
public static unsafe class SignalHandlers
{
    /// <summary>Sets the handler of a signal, null for the runtime's own treatment: the end of the process with a message.</summary>
    /// <exception cref="ArgumentException">The signal cannot be handled.</exception>
    public static void Set(int signal, Action<SignalArguments>? handler)
    {
        HandlerThread.EnsureStarted();
        SignalTable.Set(signal, handler);
    }

    /// <summary>Sends a signal to the process. Signals queue: each is handled once, with its value.</summary>
    public static void Send(int signal, ulong value) =>
        Check((long)Usys.Call2(UsysFunction.SignalProcess, (nuint)signal, (nuint)value));

    /// <summary>Lets the caller take signals sent to it. Once per uthread.</summary>
    public static void Accept() => SignalStack.EnsureForCaller();

    /// <summary>Sends a signal to a uthread that accepts signals.</summary>
    public static void Send(Uthread* uthread, int signal, ulong value) =>
        Check((long)Usys.Call3(UsysFunction.SignalUthread, (nuint)uthread, (nuint)signal, (nuint)value));

    /// <summary>Sends a signal to the caller, which takes it before this returns unless it is masked.</summary>
    public static void Raise(int signal, ulong value)
    {
        Accept();
        Send(Uthreads.Current, signal, value);
        UthreadSwitch.Switch(SwitchKind.Yield, 0);
    }

    /// <summary>Changes the caller's mask; see <see cref="SignalMaskChange"/>. The former mask.</summary>
    public static ulong ChangeMask(ulong how, ulong signals)
    {
        ulong former = Uthreads.Current->SignalMask;
        Check((long)Usys.Call3(UsysFunction.SignalMask, (nuint)how, (nuint)signals, 0));
        return former;
    }

    private static void Check(long result)
    {
        if (result < 0)
            throw new ArgumentException(ErrnoText.Of((Errno)(int)-result));
    }
}
