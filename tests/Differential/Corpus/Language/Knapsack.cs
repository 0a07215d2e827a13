using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Dynamic programming over arrays: knapsack, longest common subsequence, edit distance, coins.</summary>
public static class Knapsack
{
    public static int Run()
    {
        int[] w = [3, 4, 5, 9, 4],
            v = [3, 4, 4, 10, 4];
        int[] best = new int[12];
        for (int i = 0; i < w.Length; i++)
        for (int c = 11; c >= w[i]; c--)
            best[c] = Math.Max(best[c], best[c - w[i]] + v[i]);
        string a = "AGGTABCXY",
            b = "GXTXAYBCY";
        var l = new int[a.Length + 1, b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        for (int j = 1; j <= b.Length; j++)
            l[i, j] = a[i - 1] == b[j - 1] ? l[i - 1, j - 1] + 1 : Math.Max(l[i - 1, j], l[i, j - 1]);
        long[] ways = new long[101];
        ways[0] = 1;
        foreach (int c in new[] { 1, 5, 10, 25, 50 })
            for (int i = c; i <= 100; i++)
                ways[i] += ways[i - c];
        int prev = 0,
            lis = 0;
        int[] tails = new int[20];
        foreach (int x in new[] { 10, 9, 2, 5, 3, 7, 101, 18, 4, 20 })
        {
            int k = Array.BinarySearch(tails, 0, lis, x);
            if (k < 0)
                k = ~k;
            tails[k] = x;
            if (k == lis)
                lis++;
            prev ^= x;
        }
        WriteLine(best[11] + " " + l[a.Length, b.Length] + " " + ways[100] + " " + lis + " " + prev);
        return 0;
    }
}
