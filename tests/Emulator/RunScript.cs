using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Build;

namespace Emulator;

/// <summary>Starts ./run as a user does, and takes what comes out of it.</summary>
internal static class RunScript
{
    /// <summary>A guest ends in seconds; a machine with other work may take ten times as long.</summary>
    private const string GuestLimit = "120";

    private static readonly TimeSpan s_processLimit = TimeSpan.FromMinutes(8);
    private static readonly Workspace s_workspace = Workspace.Find();

    /// <summary>Path of a program's project below tests/Guest/Programs.</summary>
    public static string Program(string name) => s_workspace.PathOf($"tests/Guest/Programs/{name}/{name}.csproj");

    /// <summary>A path of the checkout.</summary>
    public static string PathOf(string relative) => s_workspace.PathOf(relative);

    /// <summary>A DLL that the build of any program leaves.</summary>
    public static string Assembly(string project) => Path.Combine(s_workspace.OutputOf(project), project + ".dll");

    /// <summary>With a limit, and standard input at its end.</summary>
    public static Outcome Guest(params string[] words) => Start(["--timeout", GuestLimit, .. words], []);

    /// <summary>With a limit and a standard input.</summary>
    public static Outcome GuestWithInput(byte[] input, params string[] words) => Start(["--timeout", GuestLimit, .. words], input);

    /// <summary>The words as they are; standard input is at its end.</summary>
    public static Outcome Exactly(params string[] words) => Start(words, []);

    private static Outcome Start(IReadOnlyList<string> words, byte[] input)
    {
        var info = new ProcessStartInfo(s_workspace.PathOf("run"), words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = s_workspace.Root,
        };
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(info)!;
        Task<byte[]> output = ReadAll(process.StandardOutput.BaseStream);
        Task<byte[]> errors = ReadAll(process.StandardError.BaseStream);
        Feed(process, input);
        if (!process.WaitForExit(s_processLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"./run {string.Join(' ', words)} did not end within {s_processLimit.TotalMinutes} minutes");
        }

        return new Outcome(process.ExitCode, output.Result, Encoding.UTF8.GetString(errors.Result), clock.Elapsed);
    }

    private static void Feed(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything.
        }
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
