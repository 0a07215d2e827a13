using System;
using System.Globalization;

namespace Random;

/// <summary>Finds the rewrite of the optimiser without which a difference is gone.</summary>
public static class RewriteSearch
{
    private const long Limit = 1L << 34;

    /// <summary>The number for <c>il2cpu --rewrites</c> with which the difference is there, and with one less is not; null when the optimiser is not to blame.</summary>
    /// <param name="differs">Whether the program differs with at most so many rewrites.</param>
    public static long? Find(Func<long, bool> differs)
    {
        ArgumentNullException.ThrowIfNull(differs);
        if (differs(0))
            return null;
        long good = 0;
        long bad = 4096;
        while (!differs(bad))
        {
            good = bad;
            bad *= 2;
            if (bad > Limit)
                return null;
        }

        while (bad - good > 1)
        {
            long middle = good + ((bad - good) / 2);
            if (differs(middle))
                bad = middle;
            else
                good = middle;
        }

        return bad;
    }

    public static string[] Option(long count) => ["--rewrites", count.ToString(CultureInfo.InvariantCulture)];
}
