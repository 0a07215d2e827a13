using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class ParallelLoops
{
    public static int Run()
    {
        var squares = new int[200];
        Parallel.For(0, squares.Length, i => squares[i] = i * i);
        Console.WriteLine(squares.Sum());
        long total = 0;
        Parallel.For(0, 300, () => 0L, (i, state, local) => local + i, local => Interlocked.Add(ref total, local));
        Console.WriteLine(total);
        var words = new[] { "alpha", "beta", "gamma", "delta" };
        int letters = 0;
        Parallel.ForEach(words, new ParallelOptions { MaxDegreeOfParallelism = 2 }, w => Interlocked.Add(ref letters, w.Length));
        Console.WriteLine(letters);
        int done = 0;
        Parallel.Invoke(() => Interlocked.Increment(ref done), () => Interlocked.Add(ref done, 10), () => Interlocked.Add(ref done, 100));
        Console.WriteLine(done);
        ParallelLoopResult result = Parallel.For(
            0,
            1000,
            (i, state) =>
            {
                if (i == 0)
                    state.Stop();
            }
        );
        Console.WriteLine(result.IsCompleted);
        try
        {
            Parallel.For(
                0,
                10,
                i =>
                {
                    if (i == 3)
                        throw new InvalidOperationException("three");
                }
            );
        }
        catch (AggregateException e)
        {
            Console.WriteLine(e.InnerExceptions[0].Message);
        }
        Parallel
            .ForEachAsync(
                Enumerable.Range(0, 20),
                async (i, token) =>
                {
                    await Task.Yield();
                    Interlocked.Add(ref done, i);
                }
            )
            .Wait();
        Console.WriteLine(done);
        List<int> query = Enumerable.Range(0, 100).AsParallel().AsOrdered().Where(x => x % 7 == 0).Select(x => x * 2).ToList();
        Console.WriteLine(string.Join(",", query));
        Console.WriteLine(
            Enumerable.Range(1, 50).AsParallel().Sum()
                + " "
                + ParallelEnumerable.Range(0, 64).GroupBy(x => x % 4).Select(g => g.Count()).Max()
        );
        return 0;
    }
}
