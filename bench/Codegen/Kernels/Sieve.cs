using System;

namespace Codegen.Kernels;

/// <summary>Stores of bytes with a stride, one pass that counts.</summary>
internal static class Sieve
{
    public static long Run(int size)
    {
        bool[] composite = new bool[size + 1];
        for (int i = 2; (long)i * i <= size; i++)
        {
            if (composite[i])
                continue;
            for (int j = i * i; j <= size; j += i)
                composite[j] = true;
        }

        int count = 0;
        for (int i = 2; i < composite.Length; i++)
        {
            if (!composite[i])
                count++;
        }

        return count;
    }
}
