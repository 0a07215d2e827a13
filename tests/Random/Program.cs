using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Random;

/// <summary>The command: see <see cref="Options.Help"/>.</summary>
public static class Program
{
    public static int Main(string[] arguments)
    {
        Options options;
        try
        {
            options = Options.Parse(arguments);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"error: {e.Message}; see --help");
            return 2;
        }

        if (options.ShowsHelp)
        {
            Console.WriteLine(Options.Help);
            return 0;
        }

        if (options.Prints)
        {
            Console.Write(Support.Source + SourceWriter.Write(options.Make(options.Seed, options.First, options.Units)));
            return 0;
        }

        if (options.Damages is { } assembly)
            return Spoil(options, File.ReadAllBytes(assembly)) ? 1 : 0;
        bool differs = false;
        for (ulong seed = options.Seed; ; seed++)
        {
            differs |= Check(options, seed);
            if (!options.Loops || (differs && !options.KeepsGoing))
                return differs ? 1 : 0;
        }
    }

    private static bool Spoil(Options options, byte[] assembly)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sharkaros-damage-");
        bool found = false;
        for (ulong seed = options.Seed; seed < options.Seed + (ulong)options.Methods; seed++)
        {
            byte[] damaged = Damage.Of(assembly, seed);
            // Said first: a stack overflow would end this process.
            File.WriteAllText(Path.Combine(folder.FullName, "seed"), $"{seed}");
            if (Damage.Complaint(damaged, folder.FullName, options.Mode ?? "-O0") is not { } complaint)
                continue;
            found = true;
            Console.WriteLine($"seed {seed}: {complaint}");
        }

        folder.Delete(recursive: true);
        return found;
    }

    private static bool Check(Options options, ulong seed)
    {
        using var comparison = new Comparison { IsHere = options.IsHere };
        if (comparison.Load(options.Make(seed, options.First, options.Units)) is { } refusal)
        {
            Console.WriteLine($"seed {seed}: the generator made what C# refuses:\n{refusal}");
            return true;
        }

        if (!options.IsHere)
            comparison.CompileImages(Mode.All.Where(mode => options.Mode is null || options.Mode == mode.Name));
        bool differs = false;
        var reduced = new HashSet<string>();
        foreach (Mode mode in Mode.All)
        {
            if (options.Mode is not null && options.Mode != mode.Name)
                continue;
            Difference? difference = comparison.Compare(mode, options.First, options.Units);
            if (difference is null)
                continue;
            differs = true;
            Console.WriteLine($"seed {seed} {mode.Name}: {difference.Kind} in unit {difference.Unit}\n  expected {difference.Expected}\n  actual   {difference.Actual}");
            if (options.Reduces && reduced.Add(difference.Kind))
                Reduce(options, seed, difference);
        }

        if (!differs)
            Console.WriteLine($"seed {seed}: {options.Units * options.Size} methods, no difference");
        return differs;
    }

    private static void Reduce(Options options, ulong seed, Difference found)
    {
        Node? program = Alone(options, seed, found);
        if (program is null)
        {
            Console.WriteLine("  it does not come up again");
            return;
        }

        var reducer = new Reducer(program, candidate => Differs(candidate, found), TimeSpan.FromMinutes(options.Minutes), static line => Console.WriteLine("  " + line))
        {
            Most = options.Tries,
        };
        reducer.Run();
        string blame = Blame(program, found) ?? "no optional rewrite is to blame";
        string file = Path.Combine(options.Out, $"difference-{seed}-{found.Mode.Name}-{found.Unit}.cs");
        string text = SourceWriter.Write(program);
        File.WriteAllText(file, $"// seed {seed}, unit {found.Unit}, mode {found.Mode.Name}: {found.Kind}\n// {blame}\n{Support.Source}{text}");
        Console.WriteLine($"  {file}: {blame}\n{text}");
    }

    /// <summary>The unit that differs, without the others if that is enough; for what the compiler refused, the first that it refuses.</summary>
    private static Node? Alone(Options options, ulong seed, Difference found)
    {
        if (found.Kind.StartsWith("compiler", StringComparison.Ordinal))
        {
            int first = options.First;
            for (int count = options.Units; count > 1;)
            {
                int half = count / 2;
                if (Differs(options.Make(seed, first, half), found))
                    count = half;
                else
                    (first, count) = (first + half, count - half);
            }

            found = found with { Unit = first };
        }

        Node program = options.Make(seed, found.Unit, 1);
        if (Differs(program, found))
            return program;
        program = options.Make(seed, options.First, options.Units);
        return Differs(program, found) ? program : null;
    }

    private static bool Differs(Node program, Difference found)
    {
        using var comparison = new Comparison { IsHere = true };
        return comparison.Load(program) is null && Differs(comparison, found);
    }

    private static bool Differs(Comparison comparison, Difference found)
    {
        try
        {
            return comparison.Compare(found.Mode, 0, int.MaxValue / 2)?.Kind == found.Kind;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The rewrite without which the difference is gone: its number, pass and method.</summary>
    private static string? Blame(Node program, Difference found)
    {
        using var comparison = new Comparison { IsHere = true };
        comparison.Load(program);
        long? rewrite = found.Mode.Options.Contains("-O0") ? null : RewriteSearch.Find(count =>
        {
            comparison.MoreOptions = RewriteSearch.Option(count);
            return Differs(comparison, found);
        });
        if (rewrite is not { } number)
            return null;
        comparison.MoreOptions = RewriteSearch.Option(number);
        return $"rewrite {number}: {comparison.CompilerOutput(found.Mode).Trim()}";
    }
}
