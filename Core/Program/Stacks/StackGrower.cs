using Abi;
using Core.Machine;
using Core.Stacks;
using Core.Tables;
using Core.Text;

namespace Core.Program.Stacks;

/// <summary>Copies a stack to another place and adjusts every pointer into it.</summary>
/// <remarks>
/// On the system stack, for a uthread in its saved position. Precise: only slots in the maps, saved frame pointers, and the
/// argument registers of a split are looked at, and changed when they point into the old stack.
/// </remarks>
internal static unsafe class StackGrower
{
    private const byte Junk = 0xD5;

    public static void Move(Uthread* uthread, nuint size)
    {
        var oldLow = (nuint)uthread->StackLow;
        var oldHigh = (nuint)uthread->StackHigh;
        Copy(uthread, size, oldHigh);
        Retire((byte*)oldLow, oldHigh - oldLow);
    }

    /// <summary>Moves the frames below a pinned one to a new part of the stack.</summary>
    public static void MoveBelow(Uthread* uthread, nuint size, ulong boundary, ulong arguments)
    {
        if (!Segments.Leave(uthread, boundary, arguments))
            Fatal.Stop("out of memory for a stack"u8);
        nuint end = (nuint)boundary;
        byte* oldLow = (byte*)uthread->StackLow;
        Copy(uthread, size, end);
        if (StressModes.MoveAlways)
            MachineRoutines.MemSet(oldLow, Junk, end - (nuint)oldLow);
    }

    // What is in use below an end, to a stack of its own.
    private static void Copy(Uthread* uthread, nuint size, nuint oldHigh)
    {
        byte* low = StackPool.Take(size);
        if (low == null)
            Fatal.Stop("out of memory for a stack"u8);
        var oldLow = (nuint)uthread->StackLow;
        nuint used = oldHigh - (nuint)uthread->SavedRsp;
        nuint high = (nuint)low + size;
        MachineRoutines.MemMove((void*)(high - used), (void*)uthread->SavedRsp, used);

        var adjuster = new Adjuster(uthread, oldLow, oldHigh, high - oldHigh);
        uthread->StackLow = (nuint)low;
        uthread->StackHigh = high;
        uthread->StackGuard = Uthreads.NormalGuard(uthread);
        uthread->SavedRsp += high - oldHigh;
        adjuster.Adjust((nuint*)&uthread->SavedRbp);
        if (uthread->Saved == UthreadSaved.Split)
            adjuster.AdjustArguments(uthread);

        // The walk begins beyond a FaultEntry, whose link it reads.
        if (FaultEntry.Contains(SavedFrames.Innermost(uthread)))
            adjuster.Adjust((nuint*)uthread->SavedRbp);
        adjuster.AdjustFrames(SavedFrames.Begin(uthread));
        uthread->StackCopies++;
        uthread->PointersFixed += adjuster.Count;
    }

    public static void Retire(byte* low, nuint size)
    {
        // What still points here by mistake shall find nothing useful.
        if (StressModes.MoveAlways)
            MachineRoutines.MemSet(low, Junk, size);
        StackPool.Give(low, size);
    }

    private struct Adjuster(Uthread* uthread, nuint low, nuint high, nuint delta)
    {
        public ulong Count;

        public void Adjust(nuint* cell)
        {
            nuint value = *cell;
            if (value >= low && value < high)
            {
                *cell = value + delta;
                Count++;
            }
        }

        public void AdjustArguments(Uthread* uthread)
        {
            uint* map = ImageTables.FindMap((nuint)uthread->SavedRip);
            if (map == null || (*map & StackMapRecord.IsSplit) == 0)
                Fatal.Stop("no split map"u8);
            uint pointers = (*map >> StackMapRecord.ArgumentShift) & StackMapRecord.ArgumentMask;
            for (int i = 0; i < 6; i++)
            {
                if ((pointers & (1u << i)) != 0)
                    Adjust((nuint*)&uthread->IntArguments[i]);
            }
        }

        public void AdjustFrames(StackWalker walker)
        {
            while (walker.IsFault || ImageTables.FindMap(walker.Pc) != null)
            {
                // Nothing in the parts that stay points down here, but for the arguments of a call.
                if (uthread->Segments != null && !walker.IsFrameless && !IsMoved(walker.FramePointer))
                {
                    AdjustOutgoing(walker.Map, walker.FramePointer);
                    return;
                }

                AdjustSlots(walker.Map, walker.FramePointer);
                if (!walker.IsFrameless)
                    AdjustLinks(walker.FramePointer);
                walker.MoveToCaller();
            }

            if (walker.IsManaged)
                Fatal.Stop("no stack map"u8);
        }

        // The saved RBP, and that of a FaultEntry in between: the walker reads both.
        private void AdjustLinks(byte* frame)
        {
            Adjust((nuint*)frame);
            if (FaultEntry.Contains(((nuint*)frame)[1]))
                Adjust(*(nuint**)frame);
        }

        private readonly bool IsMoved(byte* frame) => (ulong)frame >= uthread->StackLow && (ulong)frame < uthread->StackHigh;

        private void AdjustOutgoing(uint* map, byte* frame)
        {
            uint words = *map & StackMapRecord.WordCountMask;
            var slots = (nuint*)frame - 1;
            for (uint i = 1; i <= words; i++, slots -= 32)
            {
                for (uint bits = map[i]; bits != 0; bits &= bits - 1)
                {
                    nuint* cell = slots - System.Numerics.BitOperations.TrailingZeroCount(bits);
                    nuint* moved = Segments.Locate(uthread, cell);
                    if (moved != cell)
                        Adjust(moved);
                }
            }
        }

        private void AdjustSlots(uint* map, byte* frame)
        {
            uint words = *map & StackMapRecord.WordCountMask;
            var slots = (nuint*)frame - 1;
            for (uint i = 1; i <= words; i++, slots -= 32)
            {
                for (uint bits = map[i]; bits != 0; bits &= bits - 1)
                    Adjust(slots - System.Numerics.BitOperations.TrailingZeroCount(bits));
            }
        }
    }
}
