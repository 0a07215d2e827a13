using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Differential;

/// <summary>Compiles and runs programs for the linux target, and runs them on .NET.</summary>
internal static class Toolchain
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    // The whole corpus at once, on a machine that may be busy.
    private static readonly TimeSpan s_compileLimit = TimeSpan.FromSeconds(600);

    /// <summary>What a run left.</summary>
    internal sealed record Outcome(int Status, string Output, string Errors);

    /// <summary>An output of another project of this build.</summary>
    public static string Built(string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "release", file));

    /// <summary>Compiles a DLL to a static Linux executable, and tells how much memory the compiler had at most.</summary>
    public static int PeakMegabytes(string assembly, string image, params IEnumerable<string> options)
    {
        string statistics = Compile(assembly, image, [.. options, "--stats"]);
        Match match = Regex.Match(statistics, @"(\d+) MB peak memory");
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"il2cpu --stats tells no peak memory:\n{statistics}");
    }

    /// <summary>Compiles a DLL to a static Linux executable.</summary>
    /// <returns>The compiler's warnings.</returns>
    public static string Compile(string assembly, string image, params IEnumerable<string> options)
    {
        List<string> words = [Built("IL2CPU.Cli", "il2cpu.dll"), assembly, "-o", image, "--target", "linux", "--reference", Built("Goroutines.Linux", "")];
        words.AddRange(options);
        Outcome outcome = Run("dotnet", words, "", s_compileLimit);
        if (outcome.Status != 0)
            throw new InvalidOperationException($"il2cpu {string.Join(' ', options)} failed with status {outcome.Status}:\n{outcome.Output}{outcome.Errors}");
        return outcome.Errors;
    }

    public static Outcome Run(string program, IEnumerable<string> arguments, string stress = "") => Run(program, arguments, stress, s_limit);

    private static Outcome Run(string program, IEnumerable<string> arguments, string stress, TimeSpan limit)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["SHARKAROS_STRESS"] = stress;
        using Process process = Process.Start(info)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {limit.TotalSeconds} s");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }
}
