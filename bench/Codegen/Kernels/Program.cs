using System;
using System.Diagnostics;
using System.Globalization;

namespace Codegen.Kernels;

/// <summary>KERNEL SIZE REPETITIONS: runs one kernel and prints "checksum nanoseconds" for each repetition.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args.Length != 3)
            return 2;
        int size = int.Parse(args[1], CultureInfo.InvariantCulture);
        int repetitions = int.Parse(args[2], CultureInfo.InvariantCulture);
        for (int i = 0; i < repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            long checksum = Run(args[0], size);
            long ticks = Stopwatch.GetTimestamp() - start;
            Console.WriteLine($"{checksum} {(long)(ticks * (1e9 / Stopwatch.Frequency))}");
        }

        return 0;
    }

    private static long Run(string kernel, int size) => kernel switch
    {
        "fib" => Fib.Run(size),
        "sieve" => Sieve.Run(size),
        "matmul" => MatMul.Run(size),
        "nbody" => NBody.Run(size),
        "fannkuch" => Fannkuch.Run(size),
        "crc32" => Crc32.Run(size),
        "quicksort" => QuickSort.Run(size),
        "spectralnorm" => SpectralNorm.Run(size),
        "mandelbrot" => Mandelbrot.Run(size),
        "binarytrees" => BinaryTrees.Run(size),
        "dictionary" => Dictionaries.Run(size),
        "strings" => Strings.Run(size),
        "shapes" => Shapes.Run(size),
        "spans" => Spans.Run(size),
        _ => -1,
    };
}
