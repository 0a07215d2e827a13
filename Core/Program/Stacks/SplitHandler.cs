using Abi;
using Core.Machine;
using Core.Tables;
using Core.Text;

namespace Core.Program.Stacks;

/// <summary>What happens when a prologue or a loop finds RSP below the guard. On the system stack.</summary>
internal static unsafe class SplitHandler
{
    // Frames up to this size were checked without subtracting them.
    private const ulong SmallFrame = 128;

    // Saved RBP and rounding: FrameSize counts what is below RBP.
    private const ulong FrameOverhead = 64;

    [Export("SplitOnSystemStack")]
    private static void Split(Uthread* uthread)
    {
        uthread->StackGuard = Uthreads.NormalGuard(uthread);
        nuint size = SizeFor(uthread);
        nuint current = (nuint)(uthread->StackHigh - uthread->StackLow);
        if (size != current || StressModes.MoveAlways)
            StackGrower.Move(uthread, size);
        AtSafepoint(uthread);
    }

    [Export("PollOnSystemStack")]
    private static void Poll(Uthread* uthread)
    {
        uthread->StackGuard = Uthreads.NormalGuard(uthread);
        nuint size = (nuint)(uthread->StackHigh - uthread->StackLow);
        // A small frame may lie below the guard: without more room every turn of its loop would come here.
        if (uthread->SavedRsp <= uthread->StackLow + Uthread.GuardDistance && size * 2 <= Uthreads.StackLimit)
            StackGrower.Move(uthread, size * 2);
        else if (StressModes.MoveAlways)
            StackGrower.Move(uthread, size);
        AtSafepoint(uthread);
    }

    private static void AtSafepoint(Uthread* uthread)
    {
        if (StressModes.CollectAlways)
            Platform.Collect();
        if (uthread->PreemptDisabled != 0)
            return;
        if (uthread->PreemptRequested != 0 || StressModes.YieldAlways)
        {
            uthread->PreemptRequested = 0;
            UthreadHooks.Yield(uthread);
        }
    }

    // Smallest power of two that holds what is in use, the new frame, and the part below the guard.
    private static nuint SizeFor(Uthread* uthread)
    {
        MethodInfo* method = ImageTables.FindMethod((nuint)uthread->SavedRip - 1);
        if (method == null)
            Fatal.Stop("a split outside all methods"u8);
        ulong frame = method->FrameSize + FrameOverhead;
        ulong needed = uthread->StackHigh - uthread->SavedRsp + Uthread.GuardDistance + (frame > SmallFrame ? frame : SmallFrame);
        ulong size = uthread->StackHigh - uthread->StackLow;
        while (size < needed)
            size *= 2;
        if (size > Uthreads.StackLimit)
            StackOverflow.Stop(uthread);
        return (nuint)size;
    }
}
