using System;
using Goroutines;

namespace Samples.Tour;

/// <summary>A goroutine's stack grows from 2 KiB; what points into it stays right.</summary>
internal static class StackSeam
{
    private const int Depth = 600;
    private const int FirstSize = 2048;
    private const int Wanted = 64 * 1024;

    public static bool Grow()
    {
        long before = 0;
        long after = 0;
        long copies = 0;
        long pointers = 0;
        int intact = 0;
        var done = new WaitGroup();
        done.Go(() =>
        {
            Goroutine self = Goroutine.Current;
            before = self.StackSize;
            int root = 0;
            intact = Descend(Depth, ref root, []);
            after = self.StackSize;
            copies = self.StackCopies;
            pointers = self.PointersFixed;
        });
        done.Wait();
        bool good = before <= 2 * FirstSize && after >= Wanted && intact == Depth && copies > 0 && pointers > Depth;
        return Line.Write("stack", good,
            $"grew from {before} to {after} bytes: {copies} copies, {pointers} pointers fixed, {intact} of {Depth} frames' locals intact");
    }

    /// <summary>How many frames found their own locals, and their callers', as they were left.</summary>
    private static int Descend(int depth, ref int callersLocal, Span<int> callersSpan)
    {
        int local = depth;
        Span<int> span = stackalloc int[8];
        span.Fill(depth);
        int intact = depth > 1 ? Descend(depth - 1, ref local, span) : 0;
        bool isMine = span[7] == depth && local == (depth > 1 ? depth + 1 : depth);
        bool isCallers = callersSpan.IsEmpty || callersSpan[7] == depth + 1;
        callersLocal++;
        return isMine && isCallers ? intact + 1 : intact;
    }
}
