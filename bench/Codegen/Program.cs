using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Codegen;

/// <summary>Compares the quality of IL2CPU's code with other compilers on small kernels.</summary>
/// <remarks>
/// All variants run interleaved, so that a slow minute of the machine hits each of them; the minimum is the figure, the median
/// says how far it can be trusted. Instruction counts are exact and repeatable, but say nothing of cache misses and stalls.
/// </remarks>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Options.Usage);
            return 0;
        }

        try
        {
            Run(Options.Parse(args));
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or TimeoutException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 1;
        }
    }

    private static void Run(Options options)
    {
        string root = FindRoot();
        string output = Path.Combine(Environment.GetEnvironmentVariable("SHARKAROS_ARTIFACTS") ?? Path.Combine(root, "artifacts"), "bench", "Codegen");
        Directory.CreateDirectory(output);
        var builder = new Builder(root, output);
        List<Variant> variants = builder.BuildAll(options);
        List<Kernel> kernels = [.. Kernel.All.Where(options.Wants)];
        if (kernels.Count == 0 || variants.Count == 0)
            throw new ArgumentException("nothing to compare");
        var measurements = new Measurements();
        if (options.Count && builder.BuildCounter() is { } plugin)
        {
            foreach (Kernel kernel in kernels)
            {
                foreach (Variant variant in variants.Where(v => v.IsCountable))
                    measurements.Count(kernel, variant, plugin);
            }
        }

        for (int round = 0; options.Time && round < options.Rounds; round++)
        {
            foreach (Kernel kernel in kernels)
            {
                foreach (Variant variant in variants)
                    measurements.Time(kernel, variant);
            }
        }

        Print(new Report(kernels, variants, Console.Out), measurements);
    }

    private static void Print(Report report, Measurements measurements)
    {
        report.Print("instructions", "millions", (k, v) => measurements.Instructions(k, v) / 1e6);
        report.Print("median time", "ms", (k, v) => measurements.Times(k, v) is { Count: > 0 } times ? times[times.Count / 2] / 1e6 : null);
        report.Print("least time", "ms", (k, v) => Least(measurements, k, v));
        report.PrintBars((k, v) => Least(measurements, k, v));
    }

    private static double? Least(Measurements measurements, Kernel kernel, Variant variant) =>
        measurements.Times(kernel, variant) is { Count: > 0 } times ? times[0] / 1e6 : null;

    // The checkout this was built in: the artifacts may lie elsewhere, so ask from the current folder upwards first.
    private static string FindRoot()
    {
        foreach (string start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Kernel.sln")))
                    return folder.FullName;
            }
        }

        throw new InvalidOperationException("run this inside the checkout");
    }
}
