using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

/// <summary>Asynchronous iterators: suspension, cleanup, cancellation, LINQ over them, disposal in every way out.</summary>
public static class AsyncStreams
{
    public static int Run()
    {
        RunAll().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAll()
    {
        await foreach (int value in Count(5))
            Console.Write($"{value} ");
        Console.WriteLine();

        await foreach (string text in Words().ConfigureAwait(false))
        {
            if (text == "three")
                break;
            Console.Write($"{text} ");
        }

        Console.WriteLine();
        await Failing();
        await Cancelled();
        await Operators();
        await ByHand();
        Console.WriteLine(await Nested());
    }

    private static async IAsyncEnumerable<int> Count(int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (i % 2 == 1)
                await Task.Yield();
            yield return i * i;
        }
    }

    private static async IAsyncEnumerable<string> Words()
    {
        try
        {
            yield return "one";
            await Task.Delay(1);
            yield return "two";
            yield return "three";
            yield return "never";
        }
        finally
        {
            await Task.Yield();
            Console.Write("(cleaned up) ");
        }
    }

    private static async Task Failing()
    {
        try
        {
            await foreach (int value in Broken())
                Console.Write($"{value} ");
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"failed: {e.Message}");
        }

        static async IAsyncEnumerable<int> Broken()
        {
            yield return 1;
            await Task.Yield();
            await using var guard = new Guard("broken");
            yield return 2;
            throw new InvalidOperationException("on the way");
        }
    }

    private static async Task Cancelled()
    {
        using var source = new CancellationTokenSource();
        int seen = 0;
        try
        {
            await foreach (int value in Endless().WithCancellation(source.Token))
            {
                seen++;
                if (value == 3)
                    source.Cancel();
            }
        }
        catch (OperationCanceledException e)
        {
            Console.WriteLine($"cancelled after {seen}, same token {e.CancellationToken == source.Token}");
        }

        static async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken token = default)
        {
            for (int i = 0; ; i++)
            {
                token.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return i;
            }
        }
    }

    private static async Task Operators()
    {
        int[] squares = await Count(6).Where(n => n % 2 == 0).Select(n => n + 1).ToArrayAsync();
        Console.WriteLine(string.Join(' ', squares));
        Console.WriteLine($"{await Count(5).SumAsync()} {await Count(5).MaxAsync()} {await Count(5).AnyAsync(n => n > 10)}");
        List<string> joined = await Count(4).Zip(Words().Take(2), (n, w) => $"{n}{w}").ToListAsync();
        Console.WriteLine(string.Join(' ', joined));
        Dictionary<int, int> byRest = await Count(7).GroupBy(n => n % 3).ToDictionaryAsync(g => g.Key, g => g.Count());
        Console.WriteLine(string.Join(' ', byRest.OrderBy(p => p.Key).Select(p => $"{p.Key}={p.Value}")));
        int asynchronous = await Count(5).Select(async (int n, CancellationToken token) =>
        {
            await Task.Yield();
            return n * 2;
        }).SumAsync();
        Console.WriteLine(asynchronous);
    }

    private static async Task ByHand()
    {
        IAsyncEnumerator<int> enumerator = Count(3).GetAsyncEnumerator();
        ValueTask<bool> first = enumerator.MoveNextAsync();
        Console.Write($"{first.IsCompleted} {await first} {enumerator.Current} ");
        ValueTask<bool> second = enumerator.MoveNextAsync();
        Console.Write($"{await second} {enumerator.Current} ");
        await enumerator.DisposeAsync();
        Console.WriteLine(await enumerator.MoveNextAsync());
    }

    private static async Task<int> Nested()
    {
        int sum = 0;
        await foreach (IAsyncEnumerable<int> row in Rows())
        {
            await foreach (int cell in row)
                sum += cell;
        }

        return sum;

        static async IAsyncEnumerable<IAsyncEnumerable<int>> Rows()
        {
            for (int i = 1; i < 5; i++)
            {
                await Task.Yield();
                yield return Count(i);
            }
        }
    }

    private sealed class Guard(string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Console.Write($"({name} closed) ");
        }
    }
}
