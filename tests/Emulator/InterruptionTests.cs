using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using NUnit.Framework;

namespace Emulator;

/// <summary>A signal to ./run or ./test ends what they started and leaves no files; the status is that of a shell.</summary>
public sealed class InterruptionTests
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(30);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sharkaros-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("SIGHUP", 1)]
    [TestCase("SIGINT", 2)]
    [TestCase("SIGQUIT", 3)]
    [TestCase("SIGTERM", 15)]
    public void Run_Signal_EndsTheEmulator(string name, int number) =>
        CheckEnds("run", ["--headless", RunScript.Program("Endings"), "spin"], "qemu-system-x86", name, number);

    [Test]
    public void Run_WaitingForDebugger_SignalEndsTheEmulator() =>
        CheckEnds("run", ["--debug-port", "40123", RunScript.Program("Endings"), "spin"], "qemu-system-x86", "SIGTERM", 15);

    // A filter that nothing matches: each suite's process starts, finds nothing and ends.
    [Test]
    public void Test_Signal_EndsTheSuite() => CheckEnds("test", ["No_Such_Test"], "dotnet", "SIGTERM", 15);

    [Test]
    public void Run_OutputClosed_EndsTheEmulator()
    {
        using Process run = Start("run", ["--headless", RunScript.Program("Endings"), "chatter"]);
        string? line = run.StandardOutput.ReadLine();
        run.StandardOutput.Close();

        Assert.That(run.WaitForExit(s_endLimit), "it goes on");
        Assert.That(line, Is.EqualTo("the tide comes in, the tide goes out"));
        Assert.That(run.ExitCode, Is.EqualTo(128 + 13));
    }

    private void CheckEnds(string script, IReadOnlyList<string> words, string child, string signal, int number)
    {
        using Process run = Start(script, words);
        run.BeginOutputReadLine();
        int id = WaitForChild(run, child);
        using Process started = Process.GetProcessById(id);
        Assert.That(SendSignal(run.Id, number), Is.Zero);

        Assert.That(run.WaitForExit(s_endLimit), $"{signal} does not end it");
        Assert.That(started.WaitForExit(s_endLimit), $"{child} goes on after {signal}");
        Assert.That(run.ExitCode, Is.EqualTo(128 + number));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder).Where(e => !IsOfDotnet(e)), Is.Empty, "left behind");
    }

    private Process Start(string script, IReadOnlyList<string> words)
    {
        var info = new ProcessStartInfo(RunScript.PathOf(script), words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["TMPDIR"] = _folder;
        Process process = Process.Start(info)!;
        process.StandardInput.Close();
        process.BeginErrorReadLine();
        return process;
    }

    private static int WaitForChild(Process parent, string name)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < s_startLimit && !parent.HasExited; Thread.Sleep(20))
        {
            foreach (string line in ChildrenOfThreads(parent.Id))
            {
                foreach (string id in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (NameOf(id) == name)
                        return int.Parse(id);
                }
            }
        }

        throw new TimeoutException($"no {name} was started");
    }

    // A thread that started a process is its parent in this list.
    private static IEnumerable<string> ChildrenOfThreads(int id) =>
        Directory.EnumerateDirectories($"/proc/{id}/task").Select(t => TextOf(Path.Combine(t, "children")));

    private static string NameOf(string id) => TextOf($"/proc/{id}/comm").TrimEnd();

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    // The runtime's own: sockets of its diagnostics end with it, folders of the compiler's processes stay.
    private static bool IsOfDotnet(string entry) => !Path.GetFileName(entry).StartsWith("sharkaros-", StringComparison.Ordinal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
