using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Codegen;

/// <summary>Prints times, instruction counts, ratios and their geometric means.</summary>
internal sealed class Report(IReadOnlyList<Kernel> kernels, IReadOnlyList<Variant> variants, TextWriter writer)
{
    private const int NameWidth = 14;

    /// <summary>One table: a row per kernel with the value of each variant, then its ratio to the base.</summary>
    public void Print(string title, string unit, Func<Kernel, Variant, double?> value)
    {
        if (!kernels.Any(k => variants.Any(v => value(k, v) is not null)))
            return;
        Variant @base = variants[0];
        writer.WriteLine();
        writer.WriteLine($"{title}, {unit}; in brackets the ratio to {@base.Name}");
        writer.WriteLine("".PadRight(NameWidth) + string.Concat(variants.Select(v => v.Name.PadLeft(17))));
        foreach (Kernel kernel in kernels)
            writer.WriteLine(kernel.Name.PadRight(NameWidth) + string.Concat(variants.Select(v => Cell(value(kernel, v), value(kernel, @base)))));
        Means("mean of seven", kernels.Where(k => k.IsCore), value);
        Means("mean of all", kernels, value);
    }

    /// <summary>The bars of the project: against gcc on the first seven, against NativeAOT on all.</summary>
    public void PrintBars(Func<Kernel, Variant, double?> value)
    {
        if (Variant("il2cpu") is not { } ours)
            return;
        writer.WriteLine();
        Bar(ours, Variant("gcc"), 1.6, kernels.Where(k => k.IsCore), value);
        Bar(ours, Variant("aot"), 1.25, kernels, value);
    }

    private Variant? Variant(string name) => variants.FirstOrDefault(v => v.Name == name);

    private void Bar(Variant ours, Variant? peer, double limit, IEnumerable<Kernel> of, Func<Kernel, Variant, double?> value)
    {
        if (peer is null)
            return;
        var ratios = of.Select(k => (k.Name, Ratio: value(k, ours) / value(k, peer))).Where(r => r.Ratio is not null).ToList();
        if (ratios.Count == 0)
            return;
        string over = string.Join(", ", ratios.Where(r => r.Ratio > limit).Select(r => $"{r.Name} {Number(r.Ratio!.Value)}"));
        writer.WriteLine($"{ours.Name} against {peer.Name}: mean {Number(Mean(ratios.Select(r => r.Ratio!.Value)))}, bar {Number(limit)}"
            + (over.Length == 0 ? ", no kernel above it" : $", above it: {over}"));
    }

    private void Means(string title, IEnumerable<Kernel> of, Func<Kernel, Variant, double?> value)
    {
        var cells = variants.Select(v =>
        {
            var ratios = of.Select(k => value(k, v) / value(k, variants[0])).OfType<double>().ToList();
            return (ratios.Count == 0 ? "-" : $"({Number(Mean(ratios))})").PadLeft(17);
        });
        writer.WriteLine(title.PadRight(NameWidth) + string.Concat(cells));
    }

    private static double Mean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    private static string Cell(double? value, double? @base) =>
        (value is { } v ? $"{Number(v)} ({(@base is { } b ? Number(v / b) : "-")})" : "-").PadLeft(17);

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
