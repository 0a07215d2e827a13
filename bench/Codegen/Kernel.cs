using System.Collections.Generic;

namespace Codegen;

/// <summary>One kernel and the size at which it is run.</summary>
/// <param name="Name">Name every implementation knows it by.</param>
/// <param name="Size">Chosen so that gcc's code takes 10 to 60 ms.</param>
/// <param name="CountSize">Smaller: for counting instructions under emulation.</param>
/// <param name="IsCore">One of the seven the bar against gcc is set for.</param>
internal sealed record Kernel(string Name, int Size, int CountSize, bool IsCore)
{
    public static IReadOnlyList<Kernel> All { get; } =
    [
        new("fib", 36, 28, true),
        new("sieve", 10_000_000, 1_000_000, true),
        new("matmul", 400, 120, true),
        new("nbody", 500_000, 20_000, true),
        new("fannkuch", 9, 7, true),
        new("crc32", 2_000_000, 100_000, true),
        new("quicksort", 500_000, 50_000, true),
        new("spectralnorm", 1500, 200, false),
        new("mandelbrot", 800, 100, false),
        new("binarytrees", 14, 10, false),
        new("dictionary", 200_000, 20_000, false),
        new("strings", 300_000, 10_000, false),
        new("shapes", 6000, 200, false),
        new("spans", 8000, 200, false),
    ];
}
