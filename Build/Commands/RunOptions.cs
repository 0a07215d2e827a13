using System;
using System.Collections.Generic;
using System.Globalization;

namespace Build.Commands;

/// <summary>What ./run was asked to do.</summary>
public sealed class RunOptions
{
    public const string Help = """
        usage: ./run [options] [PROGRAM [ARGS]]

        Builds what is out of date, boots Sharkaros in QEMU, runs PROGRAM, powers off and returns its exit status.
        PROGRAM is the name of a sample (see samples/), a .csproj or its folder, a .cs or a
        .dll. Without PROGRAM it boots to a prompt on the serial console, from which the samples can be started; Ctrl-A X ends the emulator.

        Standard output and input are the program's own. Its standard error, the kernel's messages and the progress
        of the build go to standard error.

          --smp N          number of cores (default 2, 1 to 8)
          --iso            boot the ISO by BIOS instead of the kernel directly
          --uefi           boot the ISO by UEFI firmware
          --2ls NAME       second-level scheduler: fifo (default), stealing, a .csproj or a .dll
          --icount         virtual clock, one instruction = 1 ns; two runs are identical to the bit. Standard input is
                           read to its end before the machine starts (a terminal counts as empty)
          --debug          wait for gdb on port 1234, and print the gdb line to type (docs/DEBUGGING.md); implies -O0
          --debug-port N   wait on this port instead
          -O0, -O2         compile without or with optimizations (default -O2; -O0 for --debug)
          --headless       no prompt on the terminal: standard input is not read
          --timeout S      end after S seconds with status 124
          --stress MODES   comma-separated: move (stacks at every prologue), collect (at every safepoint), yield
          --verbose        show the emulator's command line
          --help           this text
        """;

    private bool? _isOptimized;

    public int Cores { get; private set; } = 2;

    public BootPath Boot { get; private set; } = BootPath.Direct;

    public string Scheduler { get; private set; } = "fifo";

    public bool VirtualClock { get; private set; }

    public bool WaitForDebugger { get; private set; }

    /// <summary>TCP port of QEMU's gdb server on 127.0.0.1.</summary>
    public int DebugPort { get; private set; } = 1234;

    /// <summary>Unless it is asked for, a debugger gets code whose every line and call is there.</summary>
    public bool IsOptimized => _isOptimized ?? !WaitForDebugger;

    public bool IsHeadless { get; private set; }

    public bool IsVerbose { get; private set; }

    public TimeSpan? Timeout { get; private set; }

    public string Stress { get; private set; } = "";

    public bool WantsHelp { get; private set; }

    /// <summary>Null: boot to the prompt.</summary>
    public string? Program { get; private set; }

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    public static RunOptions Parse(IReadOnlyList<string> words)
    {
        var options = new RunOptions();
        int at = 0;
        while (at < words.Count && words[at].StartsWith('-'))
            options.ParseOption(words, ref at);
        if (at < words.Count)
        {
            options.Program = words[at];
            var arguments = new List<string>();
            for (int i = at + 1; i < words.Count; i++)
                arguments.Add(words[i]);
            options.Arguments = arguments;
        }

        return options;
    }

    private void ParseOption(IReadOnlyList<string> words, ref int at)
    {
        string word = words[at++];
        switch (word)
        {
            case "--smp": Cores = Number(word, words, ref at, 1, 8); break;
            case "--iso": Boot = BootPath.IsoBios; break;
            case "--uefi": Boot = BootPath.IsoUefi; break;
            case "--2ls": Scheduler = Next(word, words, ref at); break;
            case "--icount": VirtualClock = true; break;
            case "--debug": WaitForDebugger = true; break;
            case "--debug-port": (WaitForDebugger, DebugPort) = (true, Number(word, words, ref at, 1, 65535)); break;
            case "-O0" or "-O2": _isOptimized = word == "-O2"; break;
            case "--headless": IsHeadless = true; break;
            case "--timeout": Timeout = TimeSpan.FromSeconds(Number(word, words, ref at, 1, 86400)); break;
            case "--stress": Stress = CheckStress(Next(word, words, ref at)); break;
            case "--verbose": IsVerbose = true; break;
            case "--help" or "-h": WantsHelp = true; break;
            default: throw new BuildException($"unknown option '{word}'; ./run --help lists them", 2);
        }
    }

    private static string CheckStress(string modes)
    {
        foreach (string mode in modes.Split(','))
        {
            if (mode is not ("move" or "collect" or "yield"))
                throw new BuildException($"--stress knows move, collect and yield, not '{mode}'", 2);
        }

        return modes;
    }

    private static string Next(string option, IReadOnlyList<string> words, ref int at) =>
        at < words.Count ? words[at++] : throw new BuildException($"{option} needs a value; see ./run --help", 2);

    private static int Number(string option, IReadOnlyList<string> words, ref int at, int low, int high)
    {
        string text = Next(option, words, ref at);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < low || value > high)
            throw new BuildException($"{option} takes a number from {low} to {high}, not '{text}'", 2);
        return value;
    }
}
