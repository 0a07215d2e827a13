using System;

namespace Corpus.Language;

public static class CheckedMath
{
    private static int s_overflows;

    private static void Try(Func<long> f)
    {
        try { Console.WriteLine(f()); }
        catch (OverflowException) { s_overflows++; Console.WriteLine("overflow"); }
    }

    public static int Run()
    {
        int[] v = [0, 1, -1, 46341, -46341, int.MaxValue, int.MinValue];
        foreach (int a in v)
            foreach (int b in v)
            {
                Try(() => checked(a + b));
                Try(() => checked(a - b));
                Try(() => checked(a * b));
                Try(() => checked((uint)a + (uint)b));
                Try(() => checked((uint)a * (uint)b));
                Try(() => checked((long)a * b * a));
            }
        foreach (long l in new[] { 0L, -1, 127, 128, 255, 256, 40000, int.MaxValue, 1L + int.MaxValue, long.MinValue, long.MaxValue })
        {
            Try(() => checked((sbyte)l));
            Try(() => checked((byte)l));
            Try(() => checked((short)l));
            Try(() => checked((ushort)l));
            Try(() => checked((int)l));
            Try(() => checked((uint)l));
            Try(() => (long)checked((ulong)l));
        }
        foreach (double d in new[] { 0.0, -0.9, 255.9, 256, 1e10, -1e10, 1e19, double.NaN })
        {
            Try(() => checked((byte)d));
            Try(() => checked((int)d));
            Try(() => checked((uint)d));
            Try(() => checked((long)d));
            Try(() => (long)checked((ulong)d));
        }
        Console.WriteLine(s_overflows);
        return s_overflows & 0x7F;
    }
}
