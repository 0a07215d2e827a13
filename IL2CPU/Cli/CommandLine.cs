using System;
using System.Collections.Generic;
using System.Globalization;
using IL2CPU.Import;

namespace IL2CPU.Cli;

/// <summary>What the user asked for.</summary>
public sealed class CommandLine
{
    /// <summary>Text of --help.</summary>
    public const string Help = """
        il2cpu APP.dll -o OUT [options]

        Compiles a managed assembly, with everything it needs, to a static x86-64 ELF image.

          -o OUT                 file to write
          --target T             metal (default) or linux
          --profile P            program (default): split stacks, collected heap
                                 native: a second-level scheduler; kernel: ring 0
          -O0, -O2               optimisation; -O2 is the default
          --reference PATH       a DLL, or a folder of DLLs; may be repeated. The folder of APP.dll and the base
                                 library are always searched
          --base-library FOLDER  the NativeAOT runtime pack (default: from the NuGet package folder)
          --dump METHOD[:PASS]   print the IR of methods whose name contains METHOD, after each pass or after PASS
          --map FILE             write addresses, sizes and symbols
          --why NAME             print why what has NAME in its name is in the image: the chain that leads to it
          --strip                leave out debug information, symbols and the source lines of stack traces
          --stats                print counts, sizes and times
          --verify               verify the IR after every pass, and every register allocation
          --junk-dead-slots      overwrite dead spill slots at every call (a test mode)
          --rewrites N           stop rewriting after N rewrites (to bisect the optimiser)
          --verify-plugs         print plugs without a hash, each with the hash to write
        """;

    private readonly List<string> _references = [];

    public string Input { get; private set; } = "";

    public string Output { get; private set; } = "";

    public ImageTarget Target { get; private set; } = ImageTarget.Metal;

    public ImageProfile Profile { get; private set; } = ImageProfile.Program;

    public int OptimisationLevel { get; private set; } = 2;

    public IReadOnlyList<string> References => _references;

    public string? BaseLibrary { get; private set; }

    public string? Dump { get; private set; }

    public string? MapFile { get; private set; }

    public string? Why { get; private set; }

    public bool Strip { get; private set; }

    public bool Stats { get; private set; }

    public bool Verify { get; private set; }

    public bool Junk { get; private set; }

    public bool VerifyPlugs { get; private set; }

    public bool ShowHelp { get; private set; }

    public long RewriteLimit { get; private set; } = long.MaxValue;

    /// <exception cref="UsageException">Unknown or incomplete options.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var line = new CommandLine();
        for (int i = 0; i < words.Count; i++)
            line.Take(words, ref i);
        if (line.ShowHelp)
            return line;
        if (line.Input.Length == 0)
            throw new UsageException("no input: il2cpu APP.dll -o OUT; see il2cpu --help");
        if (line.Output.Length == 0)
            throw new UsageException("no output: add -o OUT");
        if (line.Target == ImageTarget.Linux && line.Profile != ImageProfile.Program)
            throw new UsageException("--target linux makes programs only: leave out --profile");
        return line;
    }

    private void Take(IReadOnlyList<string> words, ref int i)
    {
        string word = words[i];
        switch (word)
        {
            case "-o":
                Output = Next(words, ref i);
                break;
            case "--target":
                Target = Choice(words, ref i, ("metal", ImageTarget.Metal), ("linux", ImageTarget.Linux));
                break;
            case "--profile":
                Profile = Choice(words, ref i, ("program", ImageProfile.Program), ("native", ImageProfile.Native), ("kernel", ImageProfile.Kernel));
                break;
            case "-O0":
                OptimisationLevel = 0;
                break;
            case "-O2":
                OptimisationLevel = 2;
                break;
            case "--reference" or "-r":
                _references.Add(Next(words, ref i));
                break;
            case "--base-library":
                BaseLibrary = Next(words, ref i);
                break;
            case "--dump":
                Dump = Next(words, ref i);
                break;
            case "--map":
                MapFile = Next(words, ref i);
                break;
            case "--why":
                Why = Next(words, ref i);
                break;
            case "--rewrites":
                string count = Next(words, ref i);
                RewriteLimit = long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
                    ? limit : throw new UsageException($"--rewrites takes a number, not '{count}'");
                break;
            default:
                TakeFlag(word);
                break;
        }
    }

    private void TakeFlag(string word)
    {
        switch (word)
        {
            case "--strip":
                Strip = true;
                break;
            case "--stats":
                Stats = true;
                break;
            case "--verify":
                Verify = true;
                break;
            case "--junk-dead-slots":
                Junk = true;
                break;
            case "--verify-plugs":
                VerifyPlugs = true;
                break;
            case "--help" or "-h":
                ShowHelp = true;
                break;
            case var _ when word.StartsWith('-'):
                throw new UsageException($"unknown option '{word}'; see il2cpu --help");
            case var _ when Input.Length != 0:
                throw new UsageException($"two inputs, '{Input}' and '{word}': give one DLL, and others by --reference");
            default:
                Input = word;
                break;
        }
    }

    private static string Next(IReadOnlyList<string> words, ref int i) =>
        ++i < words.Count ? words[i] : throw new UsageException($"'{words[i - 1]}' needs a value");

    private static T Choice<T>(IReadOnlyList<string> words, ref int i, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        string option = words[i];
        string given = Next(words, ref i);
        var names = new List<string>();
        foreach ((string name, T value) in choices)
        {
            if (name == given)
                return value;
            names.Add(name);
        }

        throw new UsageException($"{option} takes {string.Join(", ", names)}; not '{given}'");
    }
}
