using System;
using System.Collections.Generic;
using System.Globalization;

namespace Codegen;

/// <summary>Runs kernels and keeps times, checksums and instruction counts.</summary>
internal sealed class Measurements
{
    private const int Repetitions = 3;
    private readonly Dictionary<(Kernel, Variant), List<double>> _times = [];
    private readonly Dictionary<(Kernel, Variant), long> _counts = [];
    private readonly Dictionary<Kernel, string> _checksums = [];

    /// <summary>Nanoseconds of all repetitions so far, ascending.</summary>
    public List<double> Times(Kernel kernel, Variant variant)
    {
        if (!_times.TryGetValue((kernel, variant), out List<double>? times))
            _times.Add((kernel, variant), times = []);
        return times;
    }

    /// <summary>Instructions of one repetition, if they were counted.</summary>
    public long? Instructions(Kernel kernel, Variant variant) => _counts.TryGetValue((kernel, variant), out long count) ? count : null;

    /// <summary>One process: warm-up, then a few repetitions that count.</summary>
    public void Time(Kernel kernel, Variant variant)
    {
        List<double> times = Times(kernel, variant);
        string[] lines = Run(variant.Command, kernel, variant, kernel.Size, variant.WarmUp + Repetitions).Output.Trim().Split('\n');
        for (int i = variant.WarmUp; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ');
            CheckSum(kernel, variant, words[0]);
            times.Add(double.Parse(words[1], CultureInfo.InvariantCulture));
        }

        times.Sort();
    }

    /// <summary>The difference of one repetition more, which leaves start-up out.</summary>
    public void Count(Kernel kernel, Variant variant, string plugin)
    {
        string[] command = ["qemu-x86_64", "-plugin", plugin, .. variant.Command];
        long less = CountOnce(command, kernel, variant, 2);
        long more = CountOnce(command, kernel, variant, 4);
        _counts[(kernel, variant)] = (more - less) / 2;
    }

    private static long CountOnce(string[] command, Kernel kernel, Variant variant, int repetitions)
    {
        const string Word = "instructions ";
        string text = Run(command, kernel, variant, kernel.CountSize, repetitions).Errors;
        int at = text.LastIndexOf(Word, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidOperationException($"{kernel.Name}, {variant.Name}: no instruction count: {text.Trim()}")
            : long.Parse(text[(at + Word.Length)..].Trim().Split('\n')[0], CultureInfo.InvariantCulture);
    }

    private void CheckSum(Kernel kernel, Variant variant, string checksum)
    {
        if (!_checksums.TryAdd(kernel, checksum) && _checksums[kernel] != checksum)
            throw new InvalidOperationException($"{kernel.Name}: {variant.Name} computes {checksum}, the first one computed {_checksums[kernel]}");
    }

    private static Shell.Outcome Run(IReadOnlyList<string> command, Kernel kernel, Variant variant, int size, int repetitions)
    {
        Shell.Outcome outcome = Shell.Run(command, null, kernel.Name, size.ToString(CultureInfo.InvariantCulture), repetitions.ToString(CultureInfo.InvariantCulture));
        return outcome.Status == 0 ? outcome : throw new InvalidOperationException($"{kernel.Name}, {variant.Name}: exit status {outcome.Status}: {outcome.Errors.Trim()}");
    }
}
