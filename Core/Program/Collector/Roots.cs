using Abi;
using Core.Program.Stacks;
using Core.Stacks;
using Core.Tables;
using Core.Text;

namespace Core.Program.Collector;

/// <summary>Everything the collector starts from but handles and finalizers.</summary>
internal static unsafe class Roots
{
    public static void MarkAll()
    {
        ImageHeader* header = ImageTables.Header;
        for (uint i = 0; i < header->RootCount; i++)
        {
            GcRoot* root = header->Roots + i;
            Marker.ScanBitmap(root->Address, root->Bitmap, (uint)((root->Size + 511) / 512));
        }

        for (Uthread* uthread = Uthreads.First; uthread != null; uthread = uthread->NextAll)
            MarkUthread(uthread);
    }

    private static void MarkUthread(Uthread* uthread)
    {
        Marker.Mark((nuint)uthread->EntryArgument);
        Marker.Mark((nuint)uthread->Owner);
        Marker.Mark((nuint)uthread->Transfer);
        ImageHeader* header = ImageTables.Header;
        if (uthread->ThreadStatics != null)
            Marker.ScanBitmap((nuint)uthread->ThreadStatics, header->ThreadStaticsMap, (header->ThreadStaticsSize + 511) / 512);
        if ((uthread->Flags & UthreadFlags.Dead) != 0 || uthread->Saved == UthreadSaved.New)
            return;
        if (uthread->Saved == UthreadSaved.Running)
            Fatal.Stop("a collection while a uthread runs"u8);
        if (uthread->Saved == UthreadSaved.Split)
            MarkArguments(uthread);
        MarkFrames(uthread, SavedFrames.Begin(uthread));
        if ((uthread->Flags & UthreadFlags.System) == 0)
            SplitHandler.ConsiderShrinking(uthread);
    }

    private static void MarkArguments(Uthread* uthread)
    {
        uint* map = ImageTables.FindMap((nuint)uthread->SavedRip);
        if (map == null || (*map & StackMapRecord.IsSplit) == 0)
            Fatal.Stop("no split map"u8);
        uint pointers = (*map >> StackMapRecord.ArgumentShift) & StackMapRecord.ArgumentMask;
        for (int i = 0; i < 6; i++)
        {
            if ((pointers & (1u << i)) != 0)
                Marker.Mark((nuint)uthread->IntArguments[i]);
        }
    }

    private static void MarkFrames(Uthread* uthread, StackWalker walker)
    {
        while (walker.IsFault || ImageTables.FindMap(walker.Pc) != null)
        {
            uint* map = walker.Map;
            uint words = *map & StackMapRecord.WordCountMask;
            bool isPinned = uthread->Segments != null && Segments.IsPinned(*map);
            var slots = (nuint*)walker.FramePointer - 1;
            for (uint i = 1; i <= words; i++, slots -= 32)
            {
                for (uint bits = map[i]; bits != 0; bits &= bits - 1)
                {
                    nuint* cell = slots - System.Numerics.BitOperations.TrailingZeroCount(bits);
                    Marker.Mark(*(isPinned ? Segments.Locate(uthread, cell) : cell));
                }
            }

            walker.MoveToCaller();
        }

        if (walker.IsManaged)
            Fatal.Stop("no stack map"u8);
    }
}
