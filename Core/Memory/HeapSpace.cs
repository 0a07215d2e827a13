using Core.Machine;
using Core.Text;

namespace Core.Memory;

/// <summary>The heap's address range and its parts: page map, metadata, mark stack, pages.</summary>
/// <remarks>Each part is committed from its start upwards and never given back. Guarded by <see cref="PageHeap"/>'s callers: system stack, heap lock.</remarks>
public static unsafe class HeapSpace
{
    public const int PageShift = 13;
    public const nuint PageSize = 1 << PageShift;
    private const nuint CommitStep = 64 * 1024;
    private const nuint PageCommitStep = 1024 * 1024;

    private static nuint s_pagesLow;
    private static nuint s_pagesCommitted;
    private static nuint s_pagesTop;
    private static nuint s_pagesLimit;
    private static Region s_pageMap;
    private static Region s_metadata;
    private static Region s_markStack;
    private static nuint s_metadataTop;

    /// <summary>First address of the pages.</summary>
    public static nuint PagesLow => s_pagesLow;

    /// <summary>Bytes of pages handed out so far, from <see cref="PagesLow"/>.</summary>
    public static nuint PagesUsed => s_pagesTop - s_pagesLow;

    /// <summary>Bytes the pages may grow to.</summary>
    public static nuint PagesReserved => s_pagesLimit - s_pagesLow;

    /// <summary>One entry per page; valid below <see cref="PagesUsed"/>.</summary>
    public static Span** PageMap => (Span**)s_pageMap.Low;

    public static bool IsInitialized => s_pagesLow != 0;

    public static void Initialize()
    {
        nuint low = Platform.HeapRange(out nuint size);
        nuint map = Align(size / PageSize * 8, CommitStep);
        nuint metadata = Align(size / 16, CommitStep);
        nuint marks = Align(size / 32, CommitStep);
        s_pageMap = new Region(low, map);
        s_metadata = new Region(low + map, metadata);
        s_markStack = new Region(low + map + metadata, marks);
        s_metadataTop = s_metadata.Low;
        nuint pages = Align(low + map + metadata + marks, PageCommitStep);
        s_pagesLow = pages;
        s_pagesTop = pages;
        s_pagesCommitted = pages;
        s_pagesLimit = low + size;
    }

    /// <summary>Takes fresh, zeroed pages behind all others.</summary>
    /// <returns>0 when memory is short.</returns>
    public static nuint GrowPages(nuint bytes)
    {
        if (bytes > s_pagesLimit - s_pagesTop)
            return 0;
        nuint end = s_pagesTop + bytes;
        if (end > s_pagesCommitted)
        {
            nuint step = Align(end - s_pagesCommitted, PageCommitStep);
            if (step > s_pagesLimit - s_pagesCommitted)
                step = s_pagesLimit - s_pagesCommitted;
            if (!s_pageMap.Ensure((s_pagesCommitted + step - s_pagesLow) / PageSize * 8) || !Platform.Commit(s_pagesCommitted, step))
                return 0;
            s_pagesCommitted += step;
        }

        nuint start = s_pagesTop;
        s_pagesTop = end;
        return start;
    }

    /// <summary>Takes zeroed metadata, which is never given back.</summary>
    public static byte* TakeMetadata(nuint bytes)
    {
        bytes = Align(bytes, 16);
        nuint start = s_metadataTop;
        if (!s_metadata.Ensure(start + bytes - s_metadata.Low))
            Fatal.Stop("out of memory for the heap's own tables"u8);
        s_metadataTop = start + bytes;
        return (byte*)start;
    }

    /// <summary>The mark stack, with room for at least the number of entries given.</summary>
    /// <returns>Null when memory is short.</returns>
    public static nuint* MarkStack(nuint entries) => s_markStack.Ensure(entries * 8) ? (nuint*)s_markStack.Low : null;

    public static nuint Align(nuint value, nuint alignment) => (value + alignment - 1) & ~(alignment - 1);

    // A part of the range, committed from its start.
    private struct Region(nuint low, nuint size)
    {
        private readonly nuint _size = size;
        private nuint _committed;

        public readonly nuint Low = low;

        public bool Ensure(nuint bytes)
        {
            if (bytes <= _committed)
                return true;
            nuint end = Align(bytes, CommitStep);
            if (end > _size || !Platform.Commit(Low + _committed, end - _committed))
                return false;
            _committed = end;
            return true;
        }
    }
}
