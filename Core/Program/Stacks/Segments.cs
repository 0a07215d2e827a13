using Abi;
using Core.Collector;
using Core.Memory;
using Core.Stacks;
using Core.Tables;

namespace Core.Program.Stacks;

/// <summary>Frames that must not move, and the parts of a stack there are because of them.</summary>
/// <remarks>
/// A method that hands on integers made from stack addresses pins its frame and all further up. When its calls need more room,
/// only the frames below it move, to a part of their own; its code finds RSP there after the call and comes back (routine
/// Rejoin), as the dispatch of an exception does (EnterHandler).
/// </remarks>
internal static unsafe class Segments
{
    /// <summary>Room for a few calls, so that a loop in the pinned method does not come here every time.</summary>
    public const nuint SmallestPart = 16 * 1024;

    /// <summary>Whether there is a pinned frame in the part of the stack in use, and how far the frames below it reach.</summary>
    /// <remarks>For a uthread in its saved position.</remarks>
    public static bool IsPinned(Uthread* uthread, out ulong boundary, out ulong arguments)
    {
        boundary = uthread->StackHigh;
        arguments = 0;
        if (uthread->MayBePinned == 0)
            return false;
        StackWalker walker = SavedFrames.Begin(uthread);
        while (walker.IsFault || ImageTables.FindMap(walker.Pc) != null)
        {
            var frame = (ulong)walker.FramePointer;
            if (!walker.IsFrameless && (frame < uthread->StackLow || frame >= uthread->StackHigh))
                return false;
            uint head = *walker.Map;
            if (IsPinned(head))
            {
                arguments = ((head >> StackMapRecord.OutgoingShift) & StackMapRecord.OutgoingMask) * 8;
                boundary = frame - walker.Method->FrameSize + arguments;
                return true;
            }

            walker.MoveToCaller();
        }

        if (uthread->Segments == null)
            uthread->MayBePinned = 0;
        return false;
    }

    /// <summary>Whether the record of a map, by its first word, is of a frame that stays where it is.</summary>
    public static bool IsPinned(uint head) => (head & (StackMapRecord.IsPinned | StackMapRecord.IsSplit)) == StackMapRecord.IsPinned;

    /// <summary>Notes that the part in use stays, down to the boundary. False when memory is short.</summary>
    public static bool Leave(Uthread* uthread, ulong boundary, ulong arguments)
    {
        Heap.AcquireLock();
        var segment = (StackSegment*)MetadataPool.Take((nuint)sizeof(StackSegment));
        Heap.ReleaseLock();
        if (segment == null)
            return false;
        segment->Low = uthread->StackLow;
        segment->High = uthread->StackHigh;
        segment->Base = uthread->SegmentBase;
        segment->Boundary = boundary;
        segment->Arguments = arguments;
        segment->Next = uthread->Segments;
        uthread->Segments = segment;
        uthread->SegmentBase += uthread->StackHigh - boundary;
        return true;
    }

    /// <summary>Where a cell of a pinned frame is: arguments of its call moved with the callee.</summary>
    public static nuint* Locate(Uthread* uthread, nuint* cell)
    {
        ulong high = uthread->StackHigh;
        for (StackSegment* segment = uthread->Segments; segment != null; segment = segment->Next)
        {
            if ((ulong)cell < segment->Boundary && (ulong)cell >= segment->Boundary - segment->Arguments)
                return (nuint*)(high - (segment->Boundary - (ulong)cell));
            high = segment->High;
        }

        return cell;
    }

    /// <summary>Bytes of the stack from its beginning to a frame; stays the same when the stack moves.</summary>
    [NoSplit("compares an address with where the stack is now")]
    public static ulong DepthOf(byte* frame)
    {
        Uthread* uthread = Uthreads.Current;
        if ((ulong)frame >= uthread->StackLow && (ulong)frame < uthread->StackHigh)
            return uthread->SegmentBase + uthread->StackHigh - (ulong)frame;
        for (StackSegment* segment = uthread->Segments; segment != null; segment = segment->Next)
        {
            if ((ulong)frame >= segment->Low && (ulong)frame < segment->High)
                return segment->Base + segment->High - (ulong)frame;
        }

        return 0;
    }

    /// <summary>Frees the parts that have been left. On the system stack.</summary>
    public static void FreeRetired(Uthread* uthread)
    {
        FreeAll(uthread->RetiredSegments);
        uthread->RetiredSegments = null;
    }

    /// <summary>Frees all parts but the one in use, of a uthread that has ended.</summary>
    public static void FreeAll(Uthread* uthread)
    {
        FreeRetired(uthread);
        FreeAll(uthread->Segments);
        uthread->Segments = null;
    }

    private static void FreeAll(StackSegment* first)
    {
        while (first != null)
        {
            StackSegment* next = first->Next;
            StackGrower.Retire((byte*)first->Low, (nuint)(first->High - first->Low));
            Heap.AcquireLock();
            MetadataPool.Give((byte*)first, (nuint)sizeof(StackSegment));
            Heap.ReleaseLock();
            first = next;
        }
    }
}
