using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Build;

namespace Debugger;

/// <summary>One ./run --debug with a gdb attached by the line it prints.</summary>
internal static class DebuggedRun
{
    private const string LinePrefix = "gdb -x ";

    // The images may have to be built first, on a machine with other work.
    private static readonly TimeSpan s_buildLimit = TimeSpan.FromMinutes(5);

    /// <summary>What gdb printed for the commands.</summary>
    public static string Transcript(IReadOnlyList<string> options, string program, IReadOnlyList<string> commands)
    {
        Gdb.Require();
        Workspace workspace = Workspace.Find();
        var info = new ProcessStartInfo(
            workspace.PathOf("run"), ["--headless", "--timeout", "120", "--debug-port", FreePort().ToString(), .. options, program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workspace.Root,
        };
        using Process run = Process.Start(info)!;
        try
        {
            run.StandardInput.Close();
            run.OutputDataReceived += (_, _) => { };
            run.BeginOutputReadLine();
            string script = WaitForScript(run);
            return Gdb.Run(["-x", script], commands);
        }
        finally
        {
            run.Kill(entireProcessTree: true);
            run.WaitForExit();
        }
    }

    private static string WaitForScript(Process run)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new StringBuilder();
        run.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null)
            {
                found.TrySetException(new InvalidOperationException($"./run printed no gdb line:\n{errors}"));
                return;
            }

            errors.AppendLine(e.Data);
            int at = e.Data.IndexOf(LinePrefix, StringComparison.Ordinal);
            if (at >= 0)
                found.TrySetResult(e.Data[(at + LinePrefix.Length)..].Trim());
        };
        run.BeginErrorReadLine();
        if (!found.Task.Wait(s_buildLimit))
            throw new TimeoutException($"./run printed no gdb line in time:\n{errors}");
        return found.Task.Result;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
