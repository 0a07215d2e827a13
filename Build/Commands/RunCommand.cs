using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using Build.Emulator;
using Build.Images;

namespace Build.Commands;

/// <summary>./run: build, boot, run, return the program's status.</summary>
public static class RunCommand
{
    public static int Execute(Workspace workspace, IReadOnlyList<string> words)
    {
        RunOptions options = RunOptions.Parse(words);
        if (options.WantsHelp)
        {
            Console.WriteLine(RunOptions.Help);
            return 0;
        }

        Requirements.Check(options);
        SystemImages.BootSet set = new SystemImages(workspace).Prepare(options.Program, options.Scheduler);
        using var items = new TemporaryFolder();
        Machine machine = Configure(workspace, options, set, items);
        if (options.WaitForDebugger)
            SayDebugger(set);
        return options.Program is null && !options.IsHeadless ? Interactive(machine) : Batch(machine, options);
    }

    /// <summary>Runs a program without a terminal, for the tests.</summary>
    /// <returns>As <see cref="EmulatorSession.Run"/>.</returns>
    public static int Capture(
        Workspace workspace, string program, IReadOnlyList<string> arguments, int timeoutSeconds, Stream output, Action<string> logLine)
    {
        RunOptions options = RunOptions.Parse(["--headless", "--timeout", timeoutSeconds.ToString(), program, .. arguments]);
        Requirements.Check(options);
        SystemImages.BootSet set = new SystemImages(workspace).Prepare(options.Program, options.Scheduler);
        using var items = new TemporaryFolder();
        Machine machine = Configure(workspace, options, set, items);
        return new EmulatorSession(machine.Arguments, options.Timeout, logLine).Run(output, input: null);
    }

    private static Machine Configure(Workspace workspace, RunOptions options, SystemImages.BootSet set, TemporaryFolder items)
    {
        var machine = new Machine(options);
        if (options.Boot == BootPath.Direct)
            machine.BootDirectly(set.Kernel, set.Archive);
        else
            machine.BootIso(new IsoBuilder(workspace).Build(set.Kernel, set.Archive), options.Boot == BootPath.IsoUefi);
        machine.AddBootItem("2ls", items.Write("2ls", options.Scheduler));
        if (options.Stress.Length != 0)
            machine.AddBootItem("stress", items.Write("stress", options.Stress));
        if (options.Program is not null || options.IsHeadless)
            machine.AddBootItem("console", items.Write("console", "split"));
        if (options.Program is not null)
            machine.AddBootItem("command", items.Write("command", CommandLine(options, set)));
        if (options.IsVerbose)
            Console.Error.WriteLine("qemu-system-x86_64 " + string.Join(' ', machine.Arguments));
        return machine;
    }

    /// <summary>argv, each word ended by NUL; the first is the program's path in the guest.</summary>
    private static string CommandLine(RunOptions options, SystemImages.BootSet set)
    {
        var text = new StringBuilder();
        text.Append("/bin/").Append(Path.GetFileNameWithoutExtension(set.Program)).Append('\0');
        foreach (string argument in options.Arguments)
            text.Append(argument).Append('\0');
        return text.ToString();
    }

    private static int Batch(Machine machine, RunOptions options)
    {
        Stream? input = options.IsHeadless ? null : Console.OpenStandardInput();
        var session = new EmulatorSession(machine.Arguments, options.Timeout, line => Console.Error.WriteLine(line));
        using Stream output = Console.OpenStandardOutput();
        int status = session.Run(output, input);
        if (status == 124)
            Console.Error.WriteLine($"run: ended after {options.Timeout!.Value.TotalSeconds} s (--timeout)");
        return status;
    }

    /// <summary>The serial console on this terminal; QEMU inherits it.</summary>
    private static int Interactive(Machine machine)
    {
        machine.Add("-serial", "mon:stdio");
        var info = new ProcessStartInfo("qemu-system-x86_64");
        foreach (string argument in machine.Arguments)
            info.ArgumentList.Add(argument);
        // Ctrl-C belongs to the guest's console.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        using Process process = Process.Start(info)!;
        process.WaitForExit();
        return process.ExitCode is 33 or 0 ? 0 : 125;
    }

    private static void SayDebugger(SystemImages.BootSet set)
    {
        string program = set.Program is null ? "" : $" -ex 'add-symbol-file {set.Program}'";
        Console.Error.WriteLine("waiting for gdb; type in another terminal:");
        Console.Error.WriteLine(
            $"  gdb {set.Kernel}{program} -ex 'add-symbol-file {set.Scheduler}' -ex 'target remote :{Machine.DebugPort}'");
    }
}
