using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>An inner loop goes on where it stopped the last time: its counter starts as the outer loop's.</summary>
public static class ResumedLoops
{
    public static int Run()
    {
        WriteLine(Drain([5, 0, 7, 100, 3, 3, 20], 6));
        WriteLine(Drain([1], 1));
        WriteLine(Drain([3, 3, 3, 3, 3, 3, 3, 3, 3], 2));
        WriteLine(Words("the  quick brown "));
        return 3;
    }

    private static string Drain(long[] sizes, int step)
    {
        Span<long> vectors = sizes.Length <= 8 ? stackalloc long[8] : new long[sizes.Length];
        int count = sizes.Length;
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            vectors[i] = sizes[i];
            total += sizes[i];
        }

        int offset = 0;
        int rounds = 0;
        while (true)
        {
            long written = Math.Min(step + rounds, Sum(vectors[offset..]));
            rounds++;
            if (written == total)
                return $"{offset} {rounds}";
            total -= written;
            while (offset < count && written > 0)
            {
                int n = (int)vectors[offset];
                if (n > written)
                {
                    vectors[offset] -= written;
                    break;
                }

                written -= n;
                offset++;
            }
        }
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
            sum += value;
        return sum;
    }

    private static int Words(string text)
    {
        int i = 0;
        int words = 0;
        while (true)
        {
            while (i < text.Length && text[i] == ' ')
                i++;
            if (i == text.Length)
                return words;
            words++;
            while (i < text.Length && text[i] != ' ')
                i++;
        }
    }
}
