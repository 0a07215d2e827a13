using System.Runtime.CompilerServices;
using System.Threading;
using Abi;
using Core.Program.Stacks;
using Usys;

namespace Signals.Program;

using Usys = global::Usys.Usys;

/// <summary>The uthread that handles what was taken in vcore context.</summary>
/// <remarks>Pairs with <c>Signals.Native.NativeHandler</c>, which sets a bit and wakes the futex.</remarks>
internal static unsafe class HandlerThread
{
    private static ulong s_pending;
    private static uint s_wake;
    private static int s_isStarted;

    /// <summary>Starts it, once.</summary>
    public static void EnsureStarted()
    {
        if (Interlocked.Exchange(ref s_isStarted, 1) != 0)
            return;

        // SAFETY: static data does not move.
        ProgramInterface* program = MetalStart.Interface;
        program->Wake = (uint*)Unsafe.AsPointer(ref s_wake);
        program->Pending = (ulong*)Unsafe.AsPointer(ref s_pending);
        Uthread* uthread = Uthreads.Create((nint)(delegate*<object?, void>)&Run, null);
        Usys.Call1(UsysFunction.MakeRunnable, (nuint)uthread);
    }

    private static void Run(object? unused)
    {
        SignalStack.EnsureForCaller();
        while (true)
        {
            Futex.Wait(ref s_wake, 0);
            Volatile.Write(ref s_wake, 0);
            ulong pending = Interlocked.Exchange(ref s_pending, 0);
            if (pending != 0)
                HandleAll();
        }
    }

    private static void HandleAll()
    {
        SignalInfo info = default;
        while (Usys.Call2(UsysFunction.TakeSignal, 0, (nuint)(&info)) != 0)
        {
            var signal = (int)info.Signal;
            if (SignalTable.HandlerOf(signal) is { } handler)
                handler(new SignalArguments(signal, info.Value, IsDirect: false));
            else
                SignalHandlers.Raise(signal, info.Value);
        }
    }
}
