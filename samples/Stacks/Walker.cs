using System;
using Goroutines;

namespace Samples.Stacks;

/// <summary>A recursion in which every frame owns locals and every deeper frame can reach them.</summary>
internal sealed unsafe class Walker
{
    private const int ChecksPerFrame = 5;

    private long _checks;

    /// <summary>How many checks <see cref="Run"/> makes.</summary>
    public static long ChecksFor(int depth) => (long)depth * ChecksPerFrame;

    /// <summary>Goes down and comes back; the number of checks, all of which held.</summary>
    /// <exception cref="InvalidOperationException">A local was not what its owner made it.</exception>
    public long Run(int depth)
    {
        _checks = 0;
        int root = 0;
        Span<int> none = [];
        Descend(depth, ref root, none, &root, "0");
        return _checks;
    }

    /// <param name="byReference">The caller's local, by reference.</param>
    /// <param name="callersSpan">Over memory in the caller's frame; empty in the first.</param>
    /// <param name="byPointer">The same local, by address.</param>
    private void Descend(int depth, ref int byReference, Span<int> callersSpan, int* byPointer, string text)
    {
        int local = depth * 7;
        Span<int> span = stackalloc int[4];
        span.Fill(depth);
        string own = text.Length > 6 ? "0" : text + "1";
        if (depth > 1)
            Descend(depth - 1, ref local, span, &local, own);
        else
            Go.Yield();

        // Whatever was copied below has moved all of this; the callees have changed the local through both.
        Check(depth == 1 ? local == 7 : local == (depth * 7) + 2, "local");
        Check(span[0] == depth && span[3] == depth, "own span");
        Check(callersSpan.IsEmpty || callersSpan[3] == depth + 1, "the caller's span");
        Check(own.Length is > 0 and <= 7, "object");
        byReference++;
        int before = byReference;
        (*byPointer)++;
        Check(byReference == before + 1, "reference and pointer");
    }

    private void Check(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException("wrong after a copy: " + what);
        _checks++;
    }
}
