using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Loops with two counters that move towards each other, and loops that choose what they carry on.</summary>
public static class MeetingCounters
{
    private static void Reverse(Span<int> values)
    {
        for (int i = 0, j = values.Length - 1; i < j; i++, j--)
            (values[i], values[j]) = (values[j], values[i]);
    }

    private static long Between(long low, long high)
    {
        long sum = 0;
        for (; low < high; low++, high--)
            sum = (sum * 3) ^ (high - low);
        return sum + low - high;
    }

    private static int Between(int low, int high)
    {
        int rounds = 0;
        while (low < high)
        {
            low++;
            high--;
            rounds++;
            if (rounds == 5000)
                break;
        }

        return rounds ^ low ^ high;
    }

    // The lower counter starts outside the array, or the higher one.
    private static int Sum(int[] values, int low, int high)
    {
        int sum = 0;
        try
        {
            for (; low < high; low++, high--)
                sum += values[low] - (2 * values[high]);
        }
        catch (IndexOutOfRangeException)
        {
            return sum ^ 0x5555 ^ low ^ high;
        }

        return sum;
    }

    private static bool IsPalindrome(string text)
    {
        for (int i = 0, j = text.Length - 1; i < j; i++, j--)
        {
            if (text[i] != text[j])
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int Low, int High, int At) Extremes(ReadOnlySpan<int> values)
    {
        int low = int.MaxValue, high = int.MinValue, at = -1;
        for (int i = 0; i < values.Length; i++)
        {
            at = values[i] > high ? i : at;
            low = Math.Min(low, values[i]);
            high = Math.Max(values[i], high);
        }

        return (low, high, at);
    }

    // Each choice needs what the other had before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (uint, ulong, int) Crossing(ReadOnlySpan<int> values)
    {
        uint a = 1;
        ulong b = 2;
        int c = 3;
        foreach (int value in values)
        {
            uint old = a;
            a = (uint)value < a ? a : (uint)value;
            b = old < a ? b : a + b;
            c = b > old ? c : (int)old;
            c = value > c ? value : c;
        }

        return (a, b, c);
    }

    public static int Run()
    {
        foreach (int length in (int[])[0, 1, 2, 3, 4, 5, 6, 7, 2047, 2048, 2049, 2050, 2051, 2052, 4101, 6000])
        {
            int[] values = new int[length];
            for (int i = 0; i < length; i++)
                values[i] = (i * 7919) & 0xFFF;
            Reverse(values);
            int hash = 17;
            foreach (int value in values)
                hash = (hash * 31) + value;
            WriteLine($"{length} {hash} {Extremes(values)} {Crossing(values)} {Sum(values, 0, length - 1)} {Sum(values, -3, length)}");
            WriteLine($"{Sum(values, 1, length)} {Sum(values, 0, length + 40)} {Sum(values, length, 0)} {Sum(values, length - 2, length - 1)}");
        }

        foreach ((int low, int high) in ((int, int)[])[(0, 0), (0, 1), (5, 3), (-4, 9), (int.MinValue, int.MaxValue), (int.MaxValue, int.MinValue),
            (int.MinValue, int.MinValue + 3), (int.MaxValue - 3, int.MaxValue), (-3000, 3000), (2, int.MinValue), (int.MaxValue - 1, int.MinValue + 1)])
        {
            WriteLine(Between(low, high));
        }

        foreach ((long low, long high) in ((long, long)[])[(0, 0), (0, 1), (-2500, 2501), (long.MaxValue - 5000, long.MaxValue), (long.MaxValue, long.MinValue)])
            WriteLine(Between(low, high));
        WriteLine(IsPalindrome("") && IsPalindrome("a") && IsPalindrome("abba") && IsPalindrome(new string('x', 5001)) && !IsPalindrome("abca"));
        return 0;
    }
}
