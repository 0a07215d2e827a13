using System;
using System.Runtime.CompilerServices;

namespace Endings;

/// <summary>What nobody catches. The tests look for these names, and for lines of this file, in the trace.</summary>
internal static class Failures
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Outer(string[] words)
    {
        try
        {
            Inner(words.Length);
        }
        finally
        {
            Console.Out.Flush();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int LengthOf(string[]? words) => words!.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Recurse(int depth) => Recurse(depth + 1) + depth;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(int count) => throw new InvalidOperationException($"the tide took {count} boats");
}
