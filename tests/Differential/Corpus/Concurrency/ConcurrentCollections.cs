using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.Concurrency;

public static class ConcurrentCollections
{
    private static void InParallel(int count, Action<int> body) =>
        Task.WaitAll(Enumerable.Range(0, count).Select(k => Task.Factory.StartNew(() => body(k), TaskCreationOptions.LongRunning)).ToArray());

    public static int Run()
    {
        var map = new ConcurrentDictionary<string, int>();
        InParallel(4, k =>
        {
            for (int i = 0; i < 60; i++)
            {
                map.AddOrUpdate("key" + (i % 7), 1, (_, old) => old + 1);
                if (i % 9 == k)
                    Thread.Yield();
            }
        });
        Console.WriteLine(string.Join(" ", map.OrderBy(p => p.Key).Select(p => p.Key + "=" + p.Value)));
        Console.WriteLine(map.TryRemove("key3", out int removed) + " " + removed + " " + map.GetOrAdd("new", k => k.Length) + " " + map.Count);
        Console.WriteLine(map.TryUpdate("new", 5, 3) + " " + map.TryUpdate("new", 6, 3) + " " + map["new"]);

        var queue = new ConcurrentQueue<int>();
        var stack = new ConcurrentStack<int>();
        var bag = new ConcurrentBag<int>();
        InParallel(3, k =>
        {
            for (int i = 0; i < 50; i++)
            {
                queue.Enqueue(i);
                stack.Push(i);
                bag.Add(i);
            }
        });
        Console.WriteLine(queue.Count + " " + stack.Count + " " + bag.Count + " " + queue.Sum() + " " + bag.Sum());
        int taken = 0;
        InParallel(3, k =>
        {
            while (queue.TryDequeue(out int q))
                Interlocked.Add(ref taken, q);
            while (stack.TryPop(out int s))
                Interlocked.Add(ref taken, s);
            while (bag.TryTake(out int b))
                Interlocked.Add(ref taken, b);
        });
        Console.WriteLine(taken + " " + queue.IsEmpty + stack.IsEmpty + bag.IsEmpty);

        using var blocking = new BlockingCollection<int>(4);
        long sum = 0;
        Task consumer = Task.Factory.StartNew(() =>
        {
            foreach (int item in blocking.GetConsumingEnumerable())
                sum += item;
        }, TaskCreationOptions.LongRunning);
        InParallel(2, k =>
        {
            for (int i = 0; i < 30; i++)
                blocking.Add((k * 1000) + i);
        });
        blocking.CompleteAdding();
        consumer.Wait();
        Console.WriteLine(sum + " " + blocking.IsCompleted);
        var ordered = Partitioner.Create(0, 100, 30).GetDynamicPartitions().ToList();
        Console.WriteLine(string.Join(" ", ordered));
        return 0;
    }
}
