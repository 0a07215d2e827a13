namespace Goroutines;

/// <summary>All goroutines that have not ended, oldest first.</summary>
internal static class GoroutineList
{
    // Guarded by s_lock:
    private static int s_lock;
    private static Goroutine? s_first;
    private static Goroutine? s_last;
    private static int s_count;

    public static int Count => s_count;

    public static void Add(Goroutine goroutine)
    {
        WordLock.Acquire(ref s_lock);
        goroutine.PreviousAll = s_last;
        if (s_last is null)
            s_first = goroutine;
        else
            s_last.NextAll = goroutine;
        s_last = goroutine;
        s_count++;
        WordLock.Release(ref s_lock);
    }

    public static void Remove(Goroutine goroutine)
    {
        WordLock.Acquire(ref s_lock);
        if (goroutine.PreviousAll is null)
            s_first = goroutine.NextAll;
        else
            goroutine.PreviousAll.NextAll = goroutine.NextAll;
        if (goroutine.NextAll is null)
            s_last = goroutine.PreviousAll;
        else
            goroutine.NextAll.PreviousAll = goroutine.PreviousAll;
        goroutine.NextAll = null;
        goroutine.PreviousAll = null;
        s_count--;
        WordLock.Release(ref s_lock);
    }

    public static Goroutine[] Snapshot()
    {
        while (true)
        {
            var all = new Goroutine[s_count];
            WordLock.Acquire(ref s_lock);
            bool fits = all.Length == s_count;
            int i = 0;
            for (Goroutine? goroutine = s_first; fits && goroutine is not null; goroutine = goroutine.NextAll)
                all[i++] = goroutine;
            WordLock.Release(ref s_lock);
            if (fits)
                return all;
        }
    }
}
