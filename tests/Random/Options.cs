using System;
using System.Globalization;

namespace Random;

/// <summary>The command line.</summary>
internal sealed class Options
{
    public const string Help = """
        usage: random-programs [--seed N] [--methods N] [--loop] [--mode NAME] [--first UNIT] [--no-reduce] [--print] [--out FOLDER]

        Makes random C# programs, runs them on .NET and as images of il2cpu, and compares what they print.

          --seed N      where the programs come from (default 1); with --loop that and those after it
          --methods N   how many methods (default 1000), 20 to a unit
          --first UNIT  begins with that unit of the seed (default 0): with --methods 20 that unit alone
          --size N      how many methods make a unit (default 20): of small ones reductions are quick
          --mode NAME   only O0, O2, Move, Collect, Junk or MoveUnoptimised
          --loop        goes on with the next seed until it is ended
          --keep-going  does not end --loop at a difference
          --here        compiles in this process
          --no-reduce   only tells that there is a difference
          --minutes N   how long one reduction may take (default 10)
          --tries N     how many candidates one reduction may try (default: any number)
          --print       prints the program and does nothing else
          --damage DLL  compiles --methods damaged copies of a DLL instead, and prints what is not one clear error
          --out FOLDER  where reduced programs are written (default: the current one)
        """;

    public ulong Seed { get; private set; } = 1;

    public int Methods { get; private set; } = 1000;

    public int First { get; private set; }

    public string? Mode { get; private set; }

    public bool Loops { get; private set; }

    public bool KeepsGoing { get; private set; }

    public bool Reduces { get; private set; } = true;

    public bool IsHere { get; private set; }

    public bool Prints { get; private set; }

    public bool ShowsHelp { get; private set; }

    public int Minutes { get; private set; } = 10;

    public int Tries { get; private set; } = int.MaxValue;

    public string? Damages { get; private set; }

    public string Out { get; private set; } = ".";

    public int Size { get; private set; } = ProgramMaker.MethodsOfUnit;

    public int Units => ProgramMaker.UnitsFor(Methods, Size);

    public Node Make(ulong seed, int first, int units) => ProgramMaker.Make(seed, first, units, Size);

    /// <exception cref="FormatException">Something else than the help says.</exception>
    public static Options Parse(string[] words)
    {
        var options = new Options();
        for (int i = 0; i < words.Length; i++)
        {
            if (!options.TakeFlag(words[i]))
            {
                string value = i + 1 < words.Length ? words[i + 1] : throw new FormatException($"unknown or incomplete: {words[i]}");
                options.Take(words[i++], value);
            }
        }

        return options;
    }

    private bool TakeFlag(string word)
    {
        switch (word)
        {
            case "--loop":
                return Loops = true;
            case "--keep-going":
                return KeepsGoing = true;
            case "--here":
                return IsHere = true;
            case "--print":
                return Prints = true;
            case "--help" or "-h":
                return ShowsHelp = true;
            case "--no-reduce":
                Reduces = false;
                return true;
            default:
                return false;
        }
    }

    private void Take(string word, string value)
    {
        switch (word)
        {
            case "--seed":
                Seed = ulong.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--methods":
                Methods = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--size":
                Size = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--first":
                First = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--minutes":
                Minutes = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--tries":
                Tries = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--mode":
                Mode = value;
                break;
            case "--damage":
                Damages = value;
                break;
            case "--out":
                Out = value;
                break;
            default:
                throw new FormatException($"unknown: {word}");
        }
    }
}
