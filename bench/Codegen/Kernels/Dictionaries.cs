using System.Collections.Generic;

namespace Codegen.Kernels;

/// <summary>Dictionary of the base library: insertion with growth, hits, misses, removal.</summary>
internal static class Dictionaries
{
    public static long Run(int size)
    {
        var counts = new Dictionary<int, int>();
        uint seed = 42;
        for (int i = 0; i < size; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            int key = (int)(seed >> 12);
            counts[key] = counts.TryGetValue(key, out int count) ? count + 1 : 1;
        }

        long checksum = counts.Count;
        for (int key = 0; key < size; key++)
        {
            if (counts.TryGetValue(key, out int count))
                checksum += key * (long)count;
        }

        for (int key = 0; key < size; key += 3)
        {
            if (counts.Remove(key))
                checksum++;
        }

        foreach (KeyValuePair<int, int> pair in counts)
            checksum += pair.Key ^ pair.Value;
        return checksum;
    }
}
