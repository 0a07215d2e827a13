using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using Abi;
using Build.Emulator;
using Build.Images;
using Microsoft.Win32.SafeHandles;

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
        SystemImages.BootSet set = new SystemImages(workspace).Prepare(options.Program, options.Scheduler, options.IsOptimized);
        using var items = new TemporaryFolder();
        Machine machine = Configure(workspace, options, set, items);
        if (options.WaitForDebugger)
            SayDebugger(workspace, set, options);
        return options.Program is null && !options.IsHeadless ? Interactive(machine) : Batch(machine, options);
    }

    /// <summary>Runs a program without a terminal, for the tests.</summary>
    /// <returns>As <see cref="EmulatorSession.Run"/>.</returns>
    public static int Capture(
        Workspace workspace, IReadOnlyList<string> runOptions, string program, IReadOnlyList<string> arguments, int timeoutSeconds, Stream output, Action<string> logLine)
    {
        RunOptions options = RunOptions.Parse(["--headless", "--timeout", timeoutSeconds.ToString(), .. runOptions, program, .. arguments]);
        Requirements.Check(options);
        SystemImages.BootSet set = new SystemImages(workspace).Prepare(options.Program, options.Scheduler, options.IsOptimized);
        using var items = new TemporaryFolder();
        Machine machine = Configure(workspace, options, set, items);
        return NewSession(machine, options, logLine).Run(output, input: null);
    }

    // A program whose output ends on a terminal is told which.
    private static string EnvironmentLines(RunOptions options)
    {
        string lines = options.Stress.Length == 0 ? "" : $"SHARKAROS_STRESS={options.Stress}\n";
        string? terminal = options.IsHeadless || Console.IsOutputRedirected ? null : Environment.GetEnvironmentVariable("TERM");
        return string.IsNullOrEmpty(terminal) ? lines : $"{lines}TERM={terminal}\n";
    }

    private static Machine Configure(Workspace workspace, RunOptions options, SystemImages.BootSet set, TemporaryFolder items)
    {
        var machine = new Machine(options);
        if (options.Boot == BootPath.Direct)
            machine.BootDirectly(set.Kernel, set.Archive);
        else
            machine.BootIso(new IsoBuilder(workspace).Build(set.Kernel, set.Archive), options.Boot == BootPath.IsoUefi);
        void Item(string name, string content) => machine.AddBootItem(name, items.Write(name, content));
        Item(BootProtocol.Scheduler, set.SchedulerName);
        if (options.VirtualClock)
            Item(BootProtocol.VirtualClock, "1");
        string environment = EnvironmentLines(options);
        if (environment.Length != 0)
            Item(BootProtocol.Environment, environment);
        if (options.Program is not null || options.IsHeadless)
            Item(BootProtocol.Console, "split");
        // Bytes on a line would come at a time of their own.
        if (options.Program is not null && options.VirtualClock)
            machine.AddBootItem(BootProtocol.Input, items.Write(BootProtocol.Input, AllInput(options)));
        if (set.Program is not null)
        {
            Item(BootProtocol.Program, BootProtocol.ProgramFolder + Path.GetFileNameWithoutExtension(set.Program));
            Item(BootProtocol.Arguments, ArgumentLines(options.Arguments));
        }

        if (options.IsVerbose)
            Console.Error.WriteLine("qemu-system-x86_64 " + string.Join(' ', machine.Arguments));
        return machine;
    }

    private static EmulatorSession NewSession(Machine machine, RunOptions options, Action<string> logLine) =>
        new(machine.Arguments, options.Timeout, logLine) { SendsInput = !options.VirtualClock };

    private static byte[] AllInput(RunOptions options)
    {
        var all = new MemoryStream();
        if (!options.IsHeadless && Console.IsInputRedirected)
            Console.OpenStandardInput().CopyTo(all);
        return all.ToArray();
    }

    private static string ArgumentLines(IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder();
        foreach (string argument in arguments)
        {
            if (argument.Contains('\n', StringComparison.Ordinal))
                throw new BuildException("an argument of the program contains a line break, which cannot be handed over", 2);
            text.Append(argument).Append('\n');
        }

        return text.ToString();
    }

    private static int Batch(Machine machine, RunOptions options)
    {
        Stream? input = options.IsHeadless ? null : Console.OpenStandardInput();
        EmulatorSession session = NewSession(machine, options, line => Console.Error.WriteLine(line));
        // Console.OpenStandardOutput() swallows that nobody reads; of a file, a FileStream does not move the place others write behind.
        using var unread = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        using Stream output = unread.CanSeek ? Console.OpenStandardOutput() : unread;
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
        Ending.LeavesInterruptToGuest = true;
        using Process process = Process.Start(info)!;
        process.WaitForExit();
        Ending.ThrowIfRequested();
        return process.ExitCode is EmulatorSession.CleanExit or 0 ? 0 : 125;
    }

    private static void SayDebugger(Workspace workspace, SystemImages.BootSet set, RunOptions options)
    {
        string script = DebuggerScript.Write(workspace, set, options.DebugPort);
        Console.Error.WriteLine("waiting for gdb; type in another terminal:");
        Console.Error.WriteLine($"  gdb -x {script}");
    }
}
