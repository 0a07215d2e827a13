using Abi;
using Core.Stacks;
using Core.Text;

namespace Core.Program.Stacks;

/// <summary>The clean end of a program that overran its stack.</summary>
internal static unsafe class StackOverflow
{
    // Each may be several lines: calls of a method to itself are inlined.
    private const int InnermostFrames = 8;

    public static void Stop(Uthread* uthread)
    {
        ErrorWriter.Write("Stack overflow: goroutine "u8);
        ErrorWriter.WriteDecimal(uthread->Id);
        ErrorWriter.Write(" needs more than its limit of "u8);
        ErrorWriter.WriteDecimal(Uthreads.StackLimit);
        ErrorWriter.Write(" bytes\n"u8);
        ErrorWriter.WriteFrame((nuint)uthread->SavedRip, true);
        StackWalker walker = SavedFrames.Begin(uthread);
        for (int i = 0; i < InnermostFrames && walker.IsManaged; i++)
        {
            ErrorWriter.WriteFrame(walker.Pc, !walker.IsFault);
            walker.MoveToCaller();
        }

        ulong skipped = 0;
        StackWalker last = walker;
        while (last.IsManaged)
        {
            last.MoveToCaller();
            skipped++;
        }

        // The outermost frames say where it began.
        if (skipped > InnermostFrames)
        {
            ErrorWriter.Write("   ... "u8);
            ErrorWriter.WriteDecimal(skipped - InnermostFrames);
            ErrorWriter.Write(" frames\n"u8);
        }

        for (; walker.IsManaged; walker.MoveToCaller())
        {
            if (skipped <= InnermostFrames)
                ErrorWriter.WriteFrame(walker.Pc, !walker.IsFault);
            else
                skipped--;
        }

        Fatal.Exit(Fatal.ExitStatus);
    }
}
