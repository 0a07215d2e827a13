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
        Segments.FreeRetired(uthread);
        ulong frame = FrameOf(uthread);
        if (Segments.IsPinned(uthread, out ulong boundary, out ulong arguments))
            MakeRoomBelow(uthread, frame, boundary, arguments);
        else
            MakeRoom(uthread, frame);
        AtSafepoint(uthread);
    }

    private static void MakeRoom(Uthread* uthread, ulong frame)
    {
        nuint current = (nuint)(uthread->StackHigh - uthread->StackLow);
        nuint size = SizeFor(uthread, frame);
        if (size + uthread->SegmentBase > Uthreads.StackLimit)
            StackOverflow.Stop(uthread);
        if (size != current || StressModes.MoveAlways)
            StackGrower.Move(uthread, size);
    }

    // The part above the boundary stays.
    private static void MakeRoomBelow(Uthread* uthread, ulong frame, ulong boundary, ulong arguments)
    {
        uthread->Flags &= ~UthreadFlags.Shrink;
        bool fits = uthread->SavedRsp - uthread->StackLow >= frame + Uthread.GuardDistance;
        if (fits && !StressModes.MoveAlways)
            return;
        ulong needed = boundary - uthread->SavedRsp + frame + Uthread.GuardDistance;
        nuint size = Segments.SmallestPart;
        while (size < needed)
            size *= 2;
        if (size + uthread->SegmentBase + uthread->StackHigh - boundary > Uthreads.StackLimit)
            StackOverflow.Stop(uthread);
        StackGrower.MoveBelow(uthread, size, boundary, arguments);
    }

    [Export("PollOnSystemStack")]
    private static void Poll(Uthread* uthread)
    {
        uthread->StackGuard = Uthreads.NormalGuard(uthread);
        Segments.FreeRetired(uthread);
        if (!Segments.IsPinned(uthread, out _, out _))
            MakeRoomForLoop(uthread);
        AtSafepoint(uthread);
    }

    private static void MakeRoomForLoop(Uthread* uthread)
    {
        nuint current = (nuint)(uthread->StackHigh - uthread->StackLow);

        // A small frame may lie below the guard: without more room every turn of its loop would come here.
        nuint size = SizeFor(uthread, 1);
        if (size + uthread->SegmentBase > Uthreads.StackLimit)
            size = current;
        if (size != current || StressModes.MoveAlways)
            StackGrower.Move(uthread, size);
    }

    private static void AtSafepoint(Uthread* uthread)
    {
        if (StressModes.CollectAlways)
            Platform.Collect();
        if (uthread->PreemptDisabled != 0)
            return;
        if (uthread->PreemptRequested != 0 || Yielding.IsDue || StressModes.YieldAlways)
        {
            uthread->PreemptRequested = 0;
            Yielding.IsDue = false;
            UthreadHooks.Yield(uthread);
        }
    }

    // The frame that does not exist yet.
    private static ulong FrameOf(Uthread* uthread)
    {
        MethodInfo* method = ImageTables.FindMethod((nuint)uthread->SavedRip - 1);
        if (method == null)
            Fatal.Stop("a split outside all methods"u8);
        ulong frame = method->FrameSize + FrameOverhead;
        return frame > SmallFrame ? frame : SmallFrame;
    }

    // Smallest power of two that holds what is in use, the new frame, and the part below the guard; but not below the present
    // size, or half of it when the collector asked for that and a quarter would do.
    private static nuint SizeFor(Uthread* uthread, ulong frame)
    {
        ulong needed = Needed(uthread) + frame;
        ulong size = uthread->StackHigh - uthread->StackLow;
        if ((uthread->Flags & UthreadFlags.Shrink) != 0)
        {
            uthread->Flags &= ~UthreadFlags.Shrink;
            if (needed <= size / 4 && size > StackPool.SmallestSize)
                size /= 2;
        }

        while (size < needed)
            size *= 2;
        return (nuint)size;
    }

    /// <summary>Asks a uthread to halve its stack if most of it is free. World stopped; as Go does at a collection.</summary>
    public static void ConsiderShrinking(Uthread* uthread)
    {
        ulong size = uthread->StackHigh - uthread->StackLow;
        if (size <= StackPool.SmallestSize || Needed(uthread) + SmallFrame > size / 4)
            return;
        uthread->Flags |= UthreadFlags.Shrink;
        uthread->StackGuard = Uthread.Poison;
    }

    private static ulong Needed(Uthread* uthread) => uthread->StackHigh - uthread->SavedRsp + Uthread.GuardDistance;
}
