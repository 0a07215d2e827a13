using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

/// <summary>PLINQ and the forms of Parallel that keep order or add up.</summary>
public static class ParallelQueries
{
    public static int Run()
    {
        int[] numbers = Enumerable.Range(1, 2000).ToArray();
        Console.WriteLine(numbers.AsParallel().Where(n => n % 7 == 0).Select(n => (long)n * n).Sum());
        Console.WriteLine(string.Join(' ', numbers.AsParallel().AsOrdered().Where(n => n % 199 == 0).Select(n => n + 1)));
        Console.WriteLine(numbers.AsParallel().WithDegreeOfParallelism(4).Aggregate(0L, (sum, n) => sum + n, (a, b) => a + b, sum => sum * 2));
        var groups = numbers.AsParallel().GroupBy(n => n % 5).Select(g => (g.Key, Sum: g.Sum())).OrderBy(g => g.Key);
        Console.WriteLine(string.Join(' ', groups));
        Console.WriteLine(string.Join(' ', numbers.AsParallel().OrderByDescending(n => n % 100).ThenBy(n => n).Take(5)));
        Failures(numbers);
        Loops();
        Asynchronous().GetAwaiter().GetResult();
        return 0;
    }

    private static void Failures(int[] numbers)
    {
        try
        {
            numbers.AsParallel().ForAll(n => ArgumentOutOfRangeException.ThrowIfEqual(n, 1500));
        }
        catch (AggregateException e)
        {
            Console.WriteLine($"{e.InnerExceptions.Count} {e.InnerException.GetType().Name}");
        }

        using var source = new CancellationTokenSource();
        source.Cancel();
        try
        {
            Console.WriteLine(numbers.AsParallel().WithCancellation(source.Token).Max());
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("query cancelled");
        }
    }

    private static void Loops()
    {
        long total = 0;
        ParallelLoopResult result = Parallel.For(0, 1000, () => 0L, (i, _, sum) => sum + i, sum => Interlocked.Add(ref total, sum));
        Console.WriteLine($"{total} {result.IsCompleted}");
        var seen = new ConcurrentBag<string>();
        Parallel.ForEach(Partitioner.Create(0, 100, 30), range => seen.Add($"{range.Item1}-{range.Item2}"));
        Console.WriteLine(string.Join(' ', seen.Order(StringComparer.Ordinal)));
        ParallelLoopResult stopped = Parallel.For(0, 1000, (i, state) =>
        {
            if (i == 10)
                state.Break();
        });
        Console.WriteLine($"{stopped.IsCompleted} {stopped.LowestBreakIteration}");
        int invoked = 0;
        Parallel.Invoke(() => Interlocked.Add(ref invoked, 1), () => Interlocked.Add(ref invoked, 10), () => Interlocked.Add(ref invoked, 100));
        Console.WriteLine(invoked);
    }

    private static async Task Asynchronous()
    {
        int sum = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (i, token) =>
        {
            await Task.Yield();
            Interlocked.Add(ref sum, i);
        });
        Console.WriteLine(sum);
    }
}
