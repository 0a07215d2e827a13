using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

/// <summary>Stages connected by channels: bounded, unbounded, prioritised, dropping; completion and errors go through.</summary>
public static class ChannelPipelines
{
    public static int Run()
    {
        RunAll().GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAll()
    {
        Console.WriteLine(await Pipeline(100, 4));
        await Errors();
        Console.WriteLine(await Dropping(BoundedChannelFullMode.DropOldest));
        Console.WriteLine(await Dropping(BoundedChannelFullMode.DropNewest));
        Console.WriteLine(await Dropping(BoundedChannelFullMode.DropWrite));
        await Priorities();
        await Cancellation();
        Console.WriteLine(await FanOut());
    }

    private static async Task<string> Pipeline(int count, int capacity)
    {
        Channel<int> numbers = Channel.CreateBounded<int>(capacity);
        Channel<string> texts = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < count; i++)
                await numbers.Writer.WriteAsync(i);
            numbers.Writer.Complete();
        });
        Task stage = Task.Run(async () =>
        {
            await foreach (int number in numbers.Reader.ReadAllAsync())
            {
                if (number % 10 == 3)
                    await texts.Writer.WriteAsync($"<{number}>");
            }

            texts.Writer.Complete();
        });
        var result = new List<string>();
        while (await texts.Reader.WaitToReadAsync())
        {
            while (texts.Reader.TryRead(out string text))
                result.Add(text);
        }

        await Task.WhenAll(producer, stage, texts.Reader.Completion);
        return string.Concat(result);
    }

    private static async Task Errors()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        channel.Writer.Complete(new FormatException("broken pipe"));
        Console.WriteLine($"{channel.Writer.TryWrite(2)} {channel.Writer.TryComplete()}");
        try
        {
            await foreach (int value in channel.Reader.ReadAllAsync())
                Console.Write($"{value} ");
        }
        catch (FormatException e)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
        }

        try
        {
            await channel.Reader.ReadAsync();
        }
        catch (ChannelClosedException e)
        {
            Console.WriteLine($"closed: {e.InnerException?.Message}");
        }
    }

    private static async Task<string> Dropping(BoundedChannelFullMode mode)
    {
        var dropped = new List<int>();
        Channel<int> channel = Channel.CreateBounded<int>(new BoundedChannelOptions(3) { FullMode = mode }, dropped.Add);
        for (int i = 0; i < 6; i++)
            await channel.Writer.WriteAsync(i);
        channel.Writer.Complete();
        List<int> left = await channel.Reader.ReadAllAsync().ToListAsync();
        return $"{mode}: {string.Join(' ', left)} without {string.Join(' ', dropped)}";
    }

    private static async Task Priorities()
    {
        var options = new UnboundedPrioritizedChannelOptions<(int Level, string Name)>
        {
            Comparer = Comparer<(int Level, string Name)>.Create((a, b) => a.Level.CompareTo(b.Level)),
        };
        Channel<(int Level, string Name)> channel = Channel.CreateUnboundedPrioritized(options);
        foreach ((int, string) item in new[] { (3, "low"), (1, "high"), (2, "middle") })
            await channel.Writer.WriteAsync(item);
        channel.Writer.Complete();
        await foreach ((int level, string name) in channel.Reader.ReadAllAsync())
            Console.Write($"{level}:{name} ");
        Console.WriteLine();
    }

    private static async Task Cancellation()
    {
        Channel<int> channel = Channel.CreateBounded<int>(1);
        channel.Writer.TryWrite(1);
        using var source = new CancellationTokenSource();
        ValueTask write = channel.Writer.WriteAsync(2, source.Token);
        Console.Write($"{write.IsCompleted} ");
        source.Cancel();
        try
        {
            await write;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"write cancelled, {channel.Reader.Count} inside, can peek {channel.Reader.TryPeek(out int peeked)} {peeked}");
        }
    }

    private static async Task<string> FanOut()
    {
        Channel<int> work = Channel.CreateBounded<int>(8);
        Channel<long> results = Channel.CreateUnbounded<long>();
        Task[] workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            await foreach (int item in work.Reader.ReadAllAsync())
            {
                sum += (long)item * item;
                await Task.Yield();
            }

            await results.Writer.WriteAsync(sum);
        })).ToArray();
        for (int i = 1; i <= 200; i++)
            await work.Writer.WriteAsync(i);
        work.Writer.Complete();
        await Task.WhenAll(workers);
        results.Writer.Complete();
        return $"{await results.Reader.ReadAllAsync().SumAsync()} from {workers.Length}";
    }
}
