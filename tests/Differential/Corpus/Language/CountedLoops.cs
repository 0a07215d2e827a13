using System;

namespace Corpus.Language;

/// <summary>Loops whose checks an optimiser would like to drop: at the ends of arrays and of the integers, with effects before the throw.</summary>
public static class CountedLoops
{
    private static int s_effects;

    public static int Run()
    {
        int[] data = new int[5000];
        for (int i = 0; i < data.Length; i++)
            data[i] = (i * 7919) & 0xFFFF;
        Console.WriteLine(
            $"sums {Sum(data, 5000)} {Sum(data, 1)} {Sum(data, 0)} {Sum(data, -5)} {SumDown(data, 4999)} {SumNext(data, 4999)}"
        );
        Beyond(data);
        Strides(data);
        Ends();
        Console.WriteLine($"search {Find(data, 4242)} {Find(data, -1)} {FindLast(data, 7919)} {Longest(data)}");
        Meeting();
        Windows(data);
        return 0;
    }

    private static long Sum(int[] data, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i++)
            sum += data[i];
        return sum;
    }

    private static long SumDown(int[] data, int from)
    {
        long sum = 0;
        for (int i = from; i >= 0; i--)
            sum = (sum * 3) + data[i];
        return sum;
    }

    private static long SumNext(int[] data, int count)
    {
        long sum = 0;
        for (int i = 1; i <= count; i++)
            sum += data[i] * (long)data[i - 1];
        return sum;
    }

    // The throw comes after exactly the stores before it.
    private static void Beyond(int[] data)
    {
        int[] small = new int[3000];
        Attempt("copy", () => Copy(data, small, 5000));
        Console.WriteLine($"copied {small[0]} {small[2999]} {s_effects}");
        Attempt("from below", () => Fill(small, -3, 10));
        Attempt("upwards", () => Fill(small, 2990, 3010));
        Console.WriteLine($"filled {small[2990]} {small[2999]} {s_effects}");
        Attempt("downwards", () => FillDown(small, 3001, -1));
        Attempt("below", () => FillDown(small, 10, -2));
        Console.WriteLine($"filled down {small[0]} {small[10]} {s_effects}");
        Attempt("null", () => Copy(data, null!, 3));
        Attempt("null and nothing", () => Copy(data, null!, 0));
        Attempt("neighbour", () => Shift(small, 3000));
        Console.WriteLine($"shifted {small[0]} {small[2998]} {small[2999]}");
    }

    private static void Copy(int[] from, int[] to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_effects++;
            to[i] = from[i] + 1;
        }
    }

    private static void Fill(int[] data, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            s_effects += 3;
            data[i] = i;
        }
    }

    private static void FillDown(int[] data, int from, int to)
    {
        for (int i = from; i > to; i--)
        {
            s_effects += 5;
            data[i] = -i;
        }
    }

    private static void Shift(int[] data, int count)
    {
        for (int i = 0; i < count; i++)
            data[i] = data[i + 1];
    }

    private static void Strides(int[] data)
    {
        long checksum = 0;
        foreach (int stride in new[] { 1, 2, 3, 7, 1000, 4999, 5000, int.MaxValue, int.MaxValue - 4000 })
            checksum = (checksum * 31) + Stride(data, 0, 4999, stride);
        Console.WriteLine($"strides {checksum}");
        // 4000 + 2^31 - 1000 wraps around to a negative index.
        Attempt("wraps", () => Console.WriteLine(Stride(data, 4000, int.MaxValue, int.MaxValue - 1000)));
        Attempt("nothing", () => Console.WriteLine(Stride(data, 5, 3, 0)));
        Console.WriteLine($"eleven {StrideOfEleven(data, 4980)}");
        Attempt("eleven", () => Console.WriteLine(StrideOfEleven(data, 5020)));
    }

    private static long Stride(int[] data, int from, int to, int stride)
    {
        long sum = 0;
        for (int i = from; i <= to; i += stride)
            sum += data[i] + 1;
        return sum;
    }

    private static long StrideOfEleven(int[] data, int count)
    {
        long sum = 0;
        for (int i = 0; i < count; i += 11)
            sum = (sum * 5) + data[i];
        return sum;
    }

    private static void Ends()
    {
        Console.WriteLine(
            $"ends {CountTo(int.MaxValue - 5, int.MaxValue)} {CountDownTo(int.MinValue + 5, int.MinValue)} {CountTo(int.MinValue, int.MinValue + 3000)}"
        );
        Console.WriteLine(
            $"stops {CountInclusive(int.MaxValue - 3000, int.MaxValue - 1)} {CountInclusive(5, 4)} {CountUnsigned(uint.MaxValue - 2000)}"
        );
        Attempt("last", () => Console.WriteLine(Around(new byte[3], int.MaxValue)));
        Console.WriteLine($"long {CountLong(1L << 40, (1L << 40) + 5000)}");
    }

    private static int CountTo(int from, int to)
    {
        int count = 0;
        for (int i = from; i < to; i++)
            count += i & 3;
        return count;
    }

    private static int CountDownTo(int from, int to)
    {
        int count = 0;
        for (int i = from; i > to; i--)
            count += 2;
        return count;
    }

    private static int CountInclusive(int from, int to)
    {
        int count = 0;
        for (int i = from; i <= to; i++)
            count += i & 7;
        return count;
    }

    private static int CountUnsigned(uint from)
    {
        int count = 0;
        for (uint i = from; i < uint.MaxValue; i++)
            count += (int)(i & 5);
        return count;
    }

    private static long CountLong(long from, long to)
    {
        long sum = 0;
        for (long i = from; i < to; i += 3)
            sum ^= i * i;
        return sum;
    }

    private static int Around(byte[] data, int to)
    {
        int sum = 0;
        for (int i = 0; i <= to; i++)
            sum += data[i] + 1;
        return sum;
    }

    private static string Find(int[] data, int wanted)
    {
        int last = -1;
        int best = 0;
        for (int i = 0; i < data.Length; i++)
        {
            int value = data[i];
            if (value == wanted)
                return $"{i} {last} {best} {value}";
            if (value > best)
                best = value;
            last = value ^ i;
        }

        return $"none {last} {best}";
    }

    private static int FindLast(int[] data, int wanted)
    {
        int i = data.Length - 1;
        for (; i >= 0; i--)
        {
            if (data[i] == wanted)
                break;
        }

        return i;
    }

    private static string Longest(int[] data)
    {
        int start = 0,
            bestStart = 0,
            best = 0;
        try
        {
            for (int i = 1; i <= data.Length; i++)
            {
                s_effects = i;
                if (data[i] < data[i - 1])
                    start = i;
                if (i - start <= best)
                    continue;
                best = i - start;
                bestStart = start;
            }
        }
        catch (IndexOutOfRangeException)
        {
            return $"{best} {bestStart} {start} {s_effects}";
        }

        return "no throw";
    }

    private static void Meeting()
    {
        byte[] data = new byte[4001];
        for (int i = 0; i < data.Length; i++)
            data[i] = (byte)(i * 13);
        Reverse(data, 0, 4000);
        Reverse(data, 10, 10);
        Reverse(data, 20, 10);
        Reverse(data.AsSpan(17, 333));
        Attempt("meet above", () => Reverse(data, 3990, 4001));
        Attempt("meet below", () => Reverse(data, -1, 50));
        Attempt("meet far", () => Reverse(data, 5, int.MaxValue));
        uint hash = 0;
        foreach (byte b in data)
            hash = (hash * 31) + b;
        Console.WriteLine($"meeting {hash}");
    }

    private static void Reverse(byte[] data, int low, int high)
    {
        for (int i = low, j = high; i < j; i++, j--)
            (data[i], data[j]) = (data[j], data[i]);
    }

    private static void Reverse(Span<byte> data)
    {
        for (int i = 0, j = data.Length - 1; i < j; i++, j--)
            (data[i], data[j]) = (data[j], data[i]);
    }

    private static void Windows(int[] data)
    {
        long sum = 0;
        ReadOnlySpan<int> all = data;
        for (int i = 2; i < all.Length - 2; i++)
            sum += all[i - 2] - all[i - 1] + (3 * all[i]) - all[i + 1] + all[i + 2];
        Console.WriteLine($"windows {sum}");
        try
        {
            for (int i = 0; i < all.Length; i++)
                sum += all[i + 4];
        }
        catch (IndexOutOfRangeException)
        {
            Console.WriteLine($"past the end {sum}");
        }
    }

    private static void Attempt(string what, Action action)
    {
        s_effects = 0;
        try
        {
            action();
            Console.WriteLine($"{what}: done, {s_effects}");
        }
        catch (Exception e) when (e is IndexOutOfRangeException or NullReferenceException)
        {
            Console.WriteLine($"{what}: {e.GetType().Name}, {s_effects}");
        }
    }
}
