using System;
using Abi;
using Core.Stacks;
using Core.Text;

namespace Goroutines;

/// <summary>Writes every goroutine with its state and the stack it stands on to the error output.</summary>
public static unsafe class GoroutineDump
{
    /// <summary>Others should be parked: a running goroutine is only named.</summary>
    public static void Write()
    {
        foreach (Goroutine goroutine in Go.All())
            WriteOne(goroutine);
    }

    private static void WriteOne(Goroutine goroutine)
    {
        ErrorWriter.Write("goroutine "u8);
        ErrorWriter.WriteDecimal((ulong)goroutine.Id);
        ErrorWriter.Write(goroutine.State switch
        {
            GoroutineState.Parked => " [parked"u8,
            GoroutineState.Sleeping => " [sleeping"u8,
            _ => " [runnable"u8,
        });
        WriteReason(goroutine.WaitReason);
        ErrorWriter.Write("]\n"u8);
        Uthread* uthread = goroutine.Uthread;
        if (uthread == null || uthread->Saved != UthreadSaved.Call)
            return;
        for (StackWalker walker = StackWalker.At((nuint)uthread->SavedRip, (byte*)uthread->SavedRbp); walker.IsManaged; walker.MoveToCaller())
            ErrorWriter.WriteFrame(walker.Pc, !walker.IsFault);
    }

    private static void WriteReason(string reason)
    {
        if (reason.Length == 0)
            return;
        ErrorWriter.Write(": "u8);
        Span<byte> one = stackalloc byte[1];
        foreach (char letter in reason)
        {
            one[0] = (byte)letter;
            ErrorWriter.Write(one);
        }
    }
}
