using System;

namespace Codegen.Kernels;

/// <summary>Spans, slices and small structs passed by value.</summary>
internal static class Spans
{
    private readonly record struct Range(int Low, int High)
    {
        public Range Include(int value) => new(Math.Min(Low, value), Math.Max(High, value));
    }

    public static long Run(int size)
    {
        int[] values = new int[4096];
        for (int i = 0; i < values.Length; i++)
            values[i] = (i * 7919) & 0xFFF;
        long checksum = 0;
        for (int round = 0; round < size; round++)
        {
            ReadOnlySpan<int> all = values;
            for (int start = 0; start + 64 <= all.Length; start += 64)
            {
                Range range = Measure(all.Slice(start, 64));
                checksum += range.High - range.Low;
            }

            Reverse(values);
        }

        return checksum;
    }

    private static Range Measure(ReadOnlySpan<int> values)
    {
        var range = new Range(int.MaxValue, int.MinValue);
        foreach (int value in values)
            range = range.Include(value);
        return range;
    }

    private static void Reverse(Span<int> values)
    {
        for (int i = 0, j = values.Length - 1; i < j; i++, j--)
            (values[i], values[j]) = (values[j], values[i]);
    }
}
