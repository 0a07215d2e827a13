using System;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class Channels
{
    private static async Task<long> Bounded(int producers, int capacity)
    {
        Channel<int> channel = Channel.CreateBounded<int>(capacity);
        Task[] writers = Enumerable.Range(0, producers).Select(p => Task.Run(async () =>
        {
            for (int i = 0; i < 40; i++)
                await channel.Writer.WriteAsync((p * 100) + i);
        })).ToArray();
        Task<long>[] readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            await foreach (int item in channel.Reader.ReadAllAsync())
                sum += item;
            return sum;
        })).ToArray();
        await Task.WhenAll(writers);
        channel.Writer.Complete();
        return (await Task.WhenAll(readers)).Sum();
    }

    private static async Task Pipeline()
    {
        Channel<int> numbers = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Channel<string> texts = Channel.CreateUnbounded<string>();
        Task square = Task.Run(async () =>
        {
            while (await numbers.Reader.WaitToReadAsync())
            {
                while (numbers.Reader.TryRead(out int n))
                    await texts.Writer.WriteAsync($"<{n * n}>");
            }

            texts.Writer.Complete();
        });
        for (int i = 0; i < 10; i++)
            numbers.Writer.TryWrite(i);
        numbers.Writer.Complete();
        string all = "";
        await foreach (string text in texts.Reader.ReadAllAsync())
            all += text;
        await square;
        Console.WriteLine(all);
    }

    private static async Task Modes()
    {
        Channel<int> oldest = Channel.CreateBounded<int>(new BoundedChannelOptions(3) { FullMode = BoundedChannelFullMode.DropOldest });
        for (int i = 0; i < 8; i++)
            await oldest.Writer.WriteAsync(i);
        oldest.Writer.Complete(new InvalidOperationException("done"));
        int first = await oldest.Reader.ReadAsync();
        Console.WriteLine(first + " " + oldest.Reader.Count + " " + oldest.Writer.TryWrite(1));
        while (oldest.Reader.TryRead(out int item))
            Console.Write(item + ";");
        try { await oldest.Reader.ReadAsync(); }
        catch (ChannelClosedException e) { Console.WriteLine(e.InnerException.Message); }
        try { await oldest.Reader.Completion; }
        catch (InvalidOperationException e) { Console.WriteLine(e.Message); }
        using var source = new CancellationTokenSource(5);
        try { await Channel.CreateUnbounded<int>().Reader.ReadAsync(source.Token); }
        catch (OperationCanceledException) { Console.WriteLine("cancelled"); }
    }

    public static int Run()
    {
        Console.WriteLine(Bounded(4, 2).Result + " " + Bounded(2, 50).Result);
        Pipeline().Wait();
        Modes().Wait();
        return 0;
    }
}
