using System;
using System.Diagnostics.CodeAnalysis;
using Abi;
using Core.Machine;
using Core.Stacks;

namespace Core.Text;

/// <summary>Ends the program because an invariant of the runtime broke.</summary>
public static unsafe class Fatal
{
    /// <summary>Exit status of a program the runtime ended: as of a process ended by SIGABRT.</summary>
    public const int ExitStatus = 134;

    private static bool s_stopping;

    /// <summary>Prints the message and a backtrace of the caller, and exits.</summary>
    [DoesNotReturn]
    public static void Stop(ReadOnlySpan<byte> message)
    {
        if (!s_stopping)
        {
            s_stopping = true;
            ErrorWriter.Write("runtime error: "u8);
            ErrorWriter.Write(message);
            ErrorWriter.Write("\n"u8);
            Trace(StackWalker.CallerOf(Intrinsics.FrameAddress()));
        }

        Exit(ExitStatus);
    }

    /// <summary>Prints one line per frame, innermost first.</summary>
    public static void Trace(StackWalker walker)
    {
        for (int i = 0; i < 64 && walker.IsManaged; i++)
        {
            ErrorWriter.WriteFrame(walker.Pc, !walker.IsFault);
            walker.MoveToCaller();
        }

        if (walker.IsManaged)
            ErrorWriter.Write("   ...\n"u8);
    }

    [DoesNotReturn]
    public static void Exit(int status)
    {
        Platform.Exit(status);
        while (true)
            X86.Pause();
    }
}
