using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime;
using System.Text.RegularExpressions;

namespace Compile;

/// <summary>One command line of il2cpu, and what came of it.</summary>
internal sealed partial class Compilation(string bin, string program, string target, params string[] options)
{
    private readonly string[] _arguments =
    [
        Path.Combine(bin, program, "release", program + ".dll"), "-o", Path.Combine(Path.GetTempPath(), $"compile-{Environment.ProcessId}-{program}-{target}"),
        "--target", target, "--reference", Path.Combine(bin, target == "linux" ? "Goroutines.Linux" : "Goroutines.Metal", "release"), "--stats", .. options,
    ];

    private readonly string _compiler = Path.Combine(bin, "IL2CPU.Cli", "release", "il2cpu.dll");

    public string Output => _arguments[2];

    public string Name { get; } = $"{program} {target}";

    public string Level { get; } = Array.Find(options, static option => option.StartsWith("-O", StringComparison.Ordinal)) ?? "-O2";

    /// <summary>Methods in the image, of the last compilation.</summary>
    public int Methods { get; private set; }

    public long FileBytes { get; private set; }

    public int PeakMegabytes { get; private set; }

    public IReadOnlyList<(string Category, long Bytes)> Sizes { get; private set; } = [];

    /// <summary>Compiles in this process; CPU time of all its threads, so that other load on the machine does not count.</summary>
    /// <remarks>Begins with a heap as empty as a new process has it: what the compilation before left behind is collected first.</remarks>
    public TimeSpan RunHere()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
        GC.Collect();
        IL2CPU.Cli.Program.DelayCollections();
        TextWriter errors = Console.Error;
        var text = new StringWriter();
        Console.SetError(text);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int status = IL2CPU.Cli.Program.Main(_arguments);
        TimeSpan time = Environment.CpuUsage.TotalTime - before;
        Console.SetError(errors);
        Read(status, text.ToString());
        return time;
    }

    /// <summary>Compiles in a process of its own; its CPU time, start and JIT included.</summary>
    public TimeSpan RunCold()
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        info.ArgumentList.Add(_compiler);
        foreach (string argument in _arguments)
            info.ArgumentList.Add(argument);
        using Process process = Process.Start(info)!;
        string text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Read(process.ExitCode, text);
        return TimeSpan.FromMilliseconds(Number(text, ProcessorTime()));
    }

    private void Read(int status, string text)
    {
        if (status != 0)
            throw new InvalidOperationException($"{Name}: {text}");
        Methods = Number(text, MethodCount());
        PeakMegabytes = Number(text, PeakMemory());
        var sizes = new List<(string, long)>();
        foreach (Match match in Size().Matches(text))
        {
            long bytes = long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (match.Groups[2].Value == "file")
                FileBytes = bytes;
            else
                sizes.Add((match.Groups[2].Value, bytes));
        }

        Sizes = sizes;
    }

    private static int Number(string text, Regex pattern) => int.Parse(pattern.Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) methods,")]
    private static partial Regex MethodCount();

    [GeneratedRegex(@"(\d+) ms processor time")]
    private static partial Regex ProcessorTime();

    [GeneratedRegex(@"(\d+) MB peak memory")]
    private static partial Regex PeakMemory();

    [GeneratedRegex(@"^ *(\d+) bytes (.+)$", RegexOptions.Multiline)]
    private static partial Regex Size();
}
