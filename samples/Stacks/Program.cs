using System;
using Goroutines;

namespace Samples.Stacks;

/// <summary>Growing stacks: deep recursions that carry refs, spans and pointers to their callers' locals, and check each
/// of them after every copy; one goroutine at first, then many at once.</summary>
internal static class Program
{
    private const int Depth = 3000;
    private const int Goroutines = 200;
    private const int SharedDepth = 150;

    private static int Main()
    {
        DeepAlone();
        return ManyAtOnce() ? 0 : 1;
    }

    private static void DeepAlone()
    {
        var done = new WaitGroup();
        done.Go(() =>
        {
            long checks = new Walker().Run(Depth);
            Goroutine self = Goroutine.Current;
            Console.WriteLine($"one goroutine: depth {Depth}, stack {self.StackSize} bytes, {self.StackCopies} copies, {checks} checks");
        });
        done.Wait();
    }

    private static bool ManyAtOnce()
    {
        var done = new WaitGroup();
        var results = new long[Goroutines];
        for (int i = 0; i < Goroutines; i++)
        {
            int index = i;
            done.Go(() => results[index] = new Walker().Run(SharedDepth + index));
        }

        done.Wait();
        long total = 0;
        long expected = 0;
        for (int i = 0; i < Goroutines; i++)
        {
            total += results[i];
            expected += Walker.ChecksFor(SharedDepth + i);
        }

        Console.WriteLine($"{Goroutines} goroutines: {total} checks");
        Console.WriteLine(total == expected ? "stacks: ok" : "stacks: WRONG");
        return total == expected;
    }
}
