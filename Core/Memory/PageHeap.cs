namespace Core.Memory;

/// <summary>Runs of pages: best fit, coalesced when given back.</summary>
/// <remarks>Guarded by the heap lock.</remarks>
public static unsafe class PageHeap
{
    // Runs of exactly i pages for i below this; the last list has all longer ones.
    private const int ListCount = 128;
    private const nuint SmallestGrowth = 128;

    // Shorter runs are not worth a system call.
    private const nuint SmallestRelease = 16;

    private static Span** s_free;
    private static Span* s_descriptors;

    public static void Initialize() => s_free = (Span**)HeapSpace.TakeMetadata((ListCount + 1) * 8);

    /// <summary>Takes a run of pages.</summary>
    /// <returns>Descriptor with state, start, pages and NeedsZero set, entered in the page map; null when memory is short.</returns>
    public static Span* Take(nuint pages, SpanState state)
    {
        Span* span = FindFree(pages);
        if (span == null)
        {
            if (!Grow(pages))
                return null;
            span = FindFree(pages);
        }

        Unlink(span);
        if (span->Pages > pages)
            SplitOff(span, pages);
        span->State = state;
        EnterAll(span);
        return span;
    }

    /// <summary>Gives a run back. The descriptor is no longer the caller's.</summary>
    public static void Give(Span* span)
    {
        span->NeedsZero = true;
        LinkFree(Coalesce(span));
    }

    /// <summary>Gives the memory of long free runs back to the system until no more than so many bytes of used ones are kept.</summary>
    public static void ReleaseBeyond(nuint kept)
    {
        nuint dirty = DirtyBytes();
        for (nuint i = ListCount; i >= SmallestRelease && dirty > kept; i--)
        {
            for (Span* span = s_free[i]; span != null && dirty > kept; span = span->Next)
            {
                if (!span->NeedsZero)
                    continue;
                if (!Core.Machine.Platform.Release(span->Start, span->Bytes))
                    return;
                span->NeedsZero = false;
                dirty -= span->Bytes;
            }
        }
    }

    /// <summary>The span a heap address lies in, or null. Free runs are found only by their ends.</summary>
    public static Span* Find(nuint address)
    {
        nuint offset = address - HeapSpace.PagesLow;
        return offset < HeapSpace.PagesUsed ? HeapSpace.PageMap[offset >> HeapSpace.PageShift] : null;
    }

    private static Span* FindFree(nuint pages)
    {
        for (nuint i = pages; i < ListCount; i++)
        {
            if (s_free[i] != null)
                return s_free[i];
        }

        Span* best = null;
        for (Span* span = s_free[ListCount]; span != null; span = span->Next)
        {
            if (span->Pages >= pages && (best == null || span->Pages < best->Pages))
                best = span;
        }

        return best;
    }

    private static nuint DirtyBytes()
    {
        nuint dirty = 0;
        for (nuint i = 1; i <= ListCount; i++)
        {
            for (Span* span = s_free[i]; span != null; span = span->Next)
                dirty += span->NeedsZero ? span->Bytes : 0;
        }

        return dirty;
    }

    private static bool Grow(nuint pages)
    {
        nuint wanted = pages < SmallestGrowth ? SmallestGrowth : pages;
        nuint start = HeapSpace.GrowPages(wanted << HeapSpace.PageShift);
        if (start == 0 && wanted != pages)
        {
            wanted = pages;
            start = HeapSpace.GrowPages(wanted << HeapSpace.PageShift);
        }

        if (start == 0)
            return false;
        Span* span = NewDescriptor();
        span->Start = start;
        span->Pages = wanted;
        LinkFree(Coalesce(span));
        return true;
    }

    private static void SplitOff(Span* span, nuint pages)
    {
        Span* rest = NewDescriptor();
        rest->Start = span->Start + (pages << HeapSpace.PageShift);
        rest->Pages = span->Pages - pages;
        rest->NeedsZero = span->NeedsZero;
        span->Pages = pages;
        LinkFree(rest);
    }

    private static Span* Coalesce(Span* span)
    {
        nuint first = Index(span->Start);
        if (first != 0)
        {
            Span* before = HeapSpace.PageMap[first - 1];
            if (before != null && before->State == SpanState.Free)
                span = Merge(before, span);
        }

        nuint behind = Index(span->Start) + span->Pages;
        if (behind < HeapSpace.PagesUsed >> HeapSpace.PageShift)
        {
            Span* after = HeapSpace.PageMap[behind];
            if (after != null && after->State == SpanState.Free)
                span = Merge(span, after);
        }

        return span;
    }

    // Either may be in a free list; the result is in none.
    private static Span* Merge(Span* low, Span* high)
    {
        if (low->State == SpanState.Free)
            Unlink(low);
        if (high->State == SpanState.Free)
            Unlink(high);
        low->Pages += high->Pages;
        low->NeedsZero |= high->NeedsZero;
        FreeDescriptor(high);
        low->State = SpanState.None;
        return low;
    }

    private static void LinkFree(Span* span)
    {
        span->State = SpanState.Free;
        nuint first = Index(span->Start);
        HeapSpace.PageMap[first] = span;
        HeapSpace.PageMap[first + span->Pages - 1] = span;
        Span** list = ListOf(span);
        span->Previous = null;
        span->Next = *list;
        if (*list != null)
            (*list)->Previous = span;
        *list = span;
    }

    private static void Unlink(Span* span)
    {
        if (span->Previous != null)
            span->Previous->Next = span->Next;
        else
            *ListOf(span) = span->Next;
        if (span->Next != null)
            span->Next->Previous = span->Previous;
        span->Next = null;
        span->Previous = null;
        span->State = SpanState.None;
    }

    private static void EnterAll(Span* span)
    {
        nuint first = Index(span->Start);
        for (nuint i = 0; i < span->Pages; i++)
            HeapSpace.PageMap[first + i] = span;
    }

    private static Span** ListOf(Span* span) => s_free + (span->Pages < ListCount ? span->Pages : ListCount);

    private static nuint Index(nuint address) => (address - HeapSpace.PagesLow) >> HeapSpace.PageShift;

    private static Span* NewDescriptor()
    {
        Span* span = s_descriptors;
        if (span == null)
            return (Span*)HeapSpace.TakeMetadata((nuint)sizeof(Span));
        s_descriptors = span->Next;
        *span = default;
        return span;
    }

    private static void FreeDescriptor(Span* span)
    {
        span->State = SpanState.None;
        span->Next = s_descriptors;
        s_descriptors = span;
    }
}
