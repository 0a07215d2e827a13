using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The end: a broken invariant of the kernel.</summary>
public static class Panic
{
    private static int s_active;

    /// <summary>Prints the message and a backtrace, then ends the emulator with <see cref="BootProtocol.DebugExitPanic"/>.</summary>
    [DoesNotReturn]
    public static void Fail(string message) => Fail(message, X86.ReadRbp(), 0);

    /// <summary>The same for a trap: the backtrace begins at its frame.</summary>
    [DoesNotReturn]
    public static void Fail(string message, ulong framePointer, ulong rip)
    {
        Enter();
        Log.Write("\nkernel panic on core ");
        Log.Decimal(Cores.IsReady ? (ulong)Cores.CurrentId : 0);
        Log.Write(": ");
        Log.Write(message);
        Log.Write("\n");
        Backtrace.Print(framePointer, rip);
        DebugExit.Failed();
    }

    /// <summary>Prints a trap frame before the panic.</summary>
    [DoesNotReturn]
    public static void FailWithFrame(string message, ref HwContext frame)
    {
        Enter();
        Log.Write("\ntrap ");
        Log.Decimal(frame.TrapNumber);
        Log.Write(" error ");
        Log.Hex(frame.ErrorCode);
        Log.Write(" rip ");
        Log.Hex(frame.Rip);
        Log.Write(" rsp ");
        Log.Hex(frame.Rsp);
        Log.Write(" cr2 ");
        Log.Hex(X86.ReadCr2());
        PrintRegisters(ref frame);
        Volatile.Write(ref s_active, 0);
        Fail(message, frame.Rbp, frame.Rip);
    }

    public static void Unless([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            Fail(message);
        }
    }

    private static void PrintRegisters(ref HwContext frame)
    {
        Pair("\nrax ", frame.Rax, " rbx ", frame.Rbx);
        Pair(" rcx ", frame.Rcx, " rdx ", frame.Rdx);
        Pair(" rsi ", frame.Rsi, " rdi ", frame.Rdi);
        Pair("\nr8  ", frame.R8, " r9  ", frame.R9);
        Pair(" r10 ", frame.R10, " r11 ", frame.R11);
        Pair(" rbp ", frame.Rbp, " flags ", frame.Rflags);
    }

    private static void Pair(string first, ulong firstValue, string second, ulong secondValue)
    {
        Log.Write(first);
        Log.Hex(firstValue);
        Log.Write(second);
        Log.Hex(secondValue);
    }

    // The first core to arrive reports; the others, and a panic within the panic, stop.
    private static void Enter()
    {
        X86.Cli();
        if (Interlocked.Exchange(ref s_active, 1) != 0)
        {
            DebugExit.Failed();
        }

        Log.BreakLock();
    }
}
