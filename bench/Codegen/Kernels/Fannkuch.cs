namespace Codegen.Kernels;

/// <summary>Permutations: short loops over small arrays, hard to predict.</summary>
internal static class Fannkuch
{
    public static long Run(int size)
    {
        int[] permutation = new int[size];
        int[] work = new int[size];
        int[] count = new int[size];
        for (int i = 0; i < size; i++)
            permutation[i] = i;
        int maximum = 0, checksum = 0, sign = 1, remaining = size;
        while (true)
        {
            for (; remaining != 1; remaining--)
                count[remaining - 1] = remaining;
            int flips = Flips(permutation, work);
            if (flips > maximum)
                maximum = flips;
            checksum += sign * flips;
            if (!Next(permutation, count, ref remaining))
                return (checksum * 1000L) + maximum;
            sign = -sign;
        }
    }

    private static int Flips(int[] permutation, int[] work)
    {
        for (int i = 0; i < work.Length; i++)
            work[i] = permutation[i];
        int flips = 0;
        for (int first = work[0]; first != 0; first = work[0])
        {
            for (int i = 0, j = first; i < j; i++, j--)
                (work[i], work[j]) = (work[j], work[i]);
            flips++;
        }

        return flips;
    }

    private static bool Next(int[] permutation, int[] count, ref int remaining)
    {
        while (remaining < permutation.Length)
        {
            int first = permutation[0];
            for (int i = 0; i < remaining; i++)
                permutation[i] = permutation[i + 1];
            permutation[remaining] = first;
            if (--count[remaining] > 0)
                return true;
            remaining++;
        }

        return false;
    }
}
