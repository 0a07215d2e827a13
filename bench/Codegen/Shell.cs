using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Codegen;

/// <summary>Runs other programs.</summary>
internal static class Shell
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    /// <summary>Result of a program: its exit status and what it wrote.</summary>
    internal sealed record Outcome(int Status, string Output, string Errors);

    public static Outcome Run(IReadOnlyList<string> command, string? folder = null, params IEnumerable<string> more)
    {
        var info = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        for (int i = 1; i < command.Count; i++)
            info.ArgumentList.Add(command[i]);
        foreach (string argument in more)
            info.ArgumentList.Add(argument);
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', command)} did not end");
        }

        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>The program of that name on the search path, or null.</summary>
    public static string? Find(string program)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            string path = Path.Combine(folder, program);
            if (folder.Length > 0 && File.Exists(path))
                return path;
        }

        return null;
    }
}
