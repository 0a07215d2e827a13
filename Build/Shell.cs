using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace Build;

/// <summary>Runs other programs.</summary>
public static class Shell
{
    /// <summary>What a finished program left.</summary>
    public sealed record Result(int ExitCode, string Output);

    /// <summary>Runs to the end, collecting standard output and standard error in order of arrival.</summary>
    public static Result Run(string program, IEnumerable<string> arguments, string? folder = null, TextWriter? echo = null)
    {
        using Process process = Start(program, arguments, folder);
        process.StandardInput.Close();
        var output = new StringBuilder();
        var gate = new Lock();
        void Take(string? line)
        {
            if (line is null)
                return;
            lock (gate)
            {
                output.AppendLine(line);
                echo?.WriteLine(line);
            }
        }

        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        Ending.ThrowIfRequested();
        return new Result(process.ExitCode, output.ToString());
    }

    /// <summary>Runs to the end; a non-zero status is a <see cref="BuildException"/> carrying what it printed.</summary>
    public static string RunChecked(string what, string program, IEnumerable<string> arguments, string? folder = null)
    {
        Result result = Run(program, arguments, folder);
        if (result.ExitCode != 0)
            throw new BuildException($"{what} failed (exit status {result.ExitCode}):\n{result.Output.TrimEnd()}");
        return result.Output;
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? folder)
    {
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (string argument in arguments)
            info.ArgumentList.Add(argument);
        // A compiler server that outlives the command would keep its standard handles, and with them a caller's pipe, open.
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new BuildException($"cannot start '{program}': {e.Message}");
        }
    }
}
