using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Conway's life on a torus with sets and with arrays.</summary>
public static class LifeGame
{
    public static int Run()
    {
        const int N = 16;
        var grid = new bool[N, N];
        foreach ((int x, int y) in new[] { (1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (8, 8), (8, 9), (8, 10) })
            grid[x, y] = true;
        HashSet<(int, int)> set = [.. Enumerable.Range(0, N * N).Select(i => (i % N, i / N)).Where(p => grid[p.Item1, p.Item2])];
        for (int g = 0; g < 12; g++)
        {
            var next = new bool[N, N];
            for (int x = 0; x < N; x++)
            for (int y = 0; y < N; y++)
            {
                int c = 0;
                for (int dx = -1; dx <= 1; dx++)
                for (int dy = -1; dy <= 1; dy++)
                    if ((dx | dy) != 0 && grid[(x + dx + N) % N, (y + dy + N) % N])
                        c++;
                next[x, y] = c == 3 || grid[x, y] && c == 2;
            }
            grid = next;
            set =
            [
                .. set.SelectMany(p => Enumerable.Range(0, 9).Select(i => ((p.Item1 + i % 3 - 1 + N) % N, (p.Item2 + i / 3 - 1 + N) % N)))
                    .GroupBy(p => p)
                    .Where(k => k.Count() == 3 || k.Count() == 4 && set.Contains(k.Key))
                    .Select(k => k.Key),
            ];
        }
        int live = 0,
            same = 0;
        for (int x = 0; x < N; x++)
        for (int y = 0; y < N; y++)
        {
            if (grid[x, y])
                live++;
            if (grid[x, y] == set.Contains((x, y)))
                same++;
        }
        WriteLine(live + " " + same + " " + set.Count);
        return live;
    }
}
