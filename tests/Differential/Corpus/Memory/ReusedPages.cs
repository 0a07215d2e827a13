using System;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Big arrays over and over, of sizes that grow, shrink and differ: they are new, whatever lay in their pages before.</summary>
public static class ReusedPages
{
    private static int Dirty(long[] array)
    {
        int first = array.AsSpan().IndexOfAnyExcept(0L);
        array.AsSpan().Fill(~0x5A5AL);
        return first < 0 ? 0 : 1;
    }

    public static int Run()
    {
        int dirty = 0;
        long total = 0;
        long[] kept = [];
        foreach (int length in (int[])[100_000, 600_000, 600_000, 600_000, 90_000, 400_000, 700_000, 2_000])
        {
            var array = new long[length];
            dirty += Dirty(array);
            for (int i = 0; i < 4; i++)
                dirty += Dirty(new long[1000 + (i * 370)]);
            if (length == 90_000)
                kept = array;
            total += array.Length - array[^1];
        }

        WriteLine($"{dirty} {total} {kept.AsSpan().IndexOfAnyExcept(~0x5A5AL)} {Array.TrueForAll(new object[50_000], static r => r is null)}");
        return 0;
    }
}
