using System;
using System.Collections.Generic;
using System.Globalization;

namespace Codegen;

/// <summary>The command line.</summary>
internal sealed class Options
{
    public const string Usage = """
        bench/Codegen/run [--quick] [--rounds N] [--kernel NAME]... [--only VARIANT]... [--no-count] [--no-time] [--image FILE]

        Compares the code of IL2CPU with gcc -O2, Go, NativeAOT and the .NET JIT, as far as they are installed.
          --quick         three rounds instead of fifteen
          --rounds N      rounds; in each, every variant runs every kernel in turn
          --kernel NAME   only this kernel; may be repeated
          --only VARIANT  only gcc, go, aot, jit or il2cpu; may be repeated
          --no-count      do not count instructions (needs qemu-user)
          --no-time       only count
          --image FILE    another image of the kernels, compared as "other"
        """;

    public int Rounds { get; private set; } = 15;

    public bool Count { get; private set; } = true;

    public bool Time { get; private set; } = true;

    public string? OtherImage { get; private set; }

    private readonly HashSet<string> _kernels = [];
    private readonly HashSet<string> _variants = [];

    public bool Wants(Kernel kernel) => _kernels.Count == 0 || _kernels.Contains(kernel.Name);

    public bool WantsVariant(string name) => _variants.Count == 0 || _variants.Contains(name);

    /// <exception cref="ArgumentException">The command line is wrong.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            string argument = args[i];
            string Next() => ++i < args.Length ? args[i] : throw new ArgumentException($"{argument} needs a value");
            switch (argument)
            {
                case "--quick":
                    options.Rounds = 3;
                    break;
                case "--rounds":
                    options.Rounds = int.TryParse(Next(), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds > 0
                        ? rounds : throw new ArgumentException("--rounds needs a positive number");
                    break;
                case "--kernel":
                    options._kernels.Add(Next());
                    break;
                case "--only":
                    options._variants.Add(Next());
                    break;
                case "--no-count":
                    options.Count = false;
                    break;
                case "--no-time":
                    options.Time = false;
                    break;
                case "--image":
                    options.OtherImage = Next();
                    break;
                default:
                    throw new ArgumentException($"unknown option {argument}");
            }
        }

        return options;
    }
}
