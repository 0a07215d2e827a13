using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Debugger;

/// <summary>The debugger as a program that is given commands.</summary>
internal static class Gdb
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Skips the test where there is no gdb.</summary>
    public static void Require()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "gdb"))))
            Assert.Ignore("no gdb here");
    }

    /// <summary>What gdb printed for the commands.</summary>
    public static string Run(IReadOnlyList<string> options, IReadOnlyList<string> commands)
    {
        var info = new ProcessStartInfo("gdb", ["-nx", "-batch", "-ex", "set pagination off", "-ex", "set width 0", .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string command in commands)
        {
            info.ArgumentList.Add("-ex");
            info.ArgumentList.Add(command);
        }

        using Process gdb = Process.Start(info)!;
        gdb.StandardInput.Close();
        Task<string> output = gdb.StandardOutput.ReadToEndAsync();
        Task<string> errors = gdb.StandardError.ReadToEndAsync();
        if (!gdb.WaitForExit(s_limit))
            gdb.Kill(entireProcessTree: true);
        string transcript = $"{output.Result}\n--- errors\n{errors.Result}";
        TestContext.Out.WriteLine(transcript);
        return transcript;
    }
}
