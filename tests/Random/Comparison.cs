using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Random;

/// <summary>Compiles a program and compares what it prints in some modes with what it prints on .NET.</summary>
public sealed class Comparison : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sharkaros-random-");
    private readonly ConcurrentDictionary<string, string?> _images = [];
    private readonly Dictionary<(int First, int Units), string> _expected = [];

    private string Assembly => Path.Combine(_folder.FullName, "program.dll");

    /// <summary>Options added to those of every mode.</summary>
    public IReadOnlyList<string> MoreOptions
    {
        get;
        set
        {
            field = value;
            _images.Clear();
        }
    } = [];

    /// <summary>Compile and run in this process as far as possible: quicker, but one at a time, and a fault ends all.</summary>
    public bool IsHere { get; init; }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>What Roslyn says against the source; null if nothing.</summary>
    public string? Load(Node program)
    {
        _images.Clear();
        _expected.Clear();
        return Toolchain.CompileSource(Support.Source + SourceWriter.Write(program), Assembly, IsHere);
    }

    /// <summary>Makes the images of these modes, some at once.</summary>
    public void CompileImages(IEnumerable<Mode> modes) => Parallel.ForEach(modes.DistinctBy(static m => m.Key), mode => Image(mode));

    /// <summary>The first difference in a mode, in units from <paramref name="first"/>; null if there is none.</summary>
    public Difference? Compare(Mode mode, int first, int units)
    {
        ArgumentNullException.ThrowIfNull(mode);
        if (Image(mode) is { } refusal)
            return new Difference(mode, "compiler: " + Gist(refusal), first, "", refusal);
        string expected = Expected(first, units);
        Outcome outcome = Toolchain.Run(ImageFile(mode), Range(first, units), mode.Stress);
        if (outcome.Output == expected && outcome.Status == 0)
            return null;
        return Describe(mode, first, expected, outcome);
    }

    /// <summary>What the compiler prints about the program.</summary>
    public string CompilerOutput(Mode mode)
    {
        ArgumentNullException.ThrowIfNull(mode);
        string[] options = [.. mode.Options, .. MoreOptions];
        return (IsHere ? Toolchain.CompileImageHere(Assembly, ImageFile(mode), options) : Toolchain.CompileImage(Assembly, ImageFile(mode), options)).Errors;
    }

    private static string[] Range(int first, int units) =>
        [first.ToString(CultureInfo.InvariantCulture), (first + units).ToString(CultureInfo.InvariantCulture)];

    private string Expected(int first, int units)
    {
        if (_expected.TryGetValue((first, units), out string? known))
            return known;
        Outcome outcome = IsHere ? Toolchain.RunHere(Assembly, Range(first, units)) : Toolchain.Run("dotnet", [Assembly, .. Range(first, units)]);
        // Not a finding about our compiler: the generator made something that does not run.
        if (outcome.Status != 0)
            throw new InvalidOperationException($"on .NET the program ends with status {outcome.Status}: {outcome.Errors}");
        _expected.Add((first, units), outcome.Output);
        return outcome.Output;
    }

    private string ImageFile(Mode mode) => Path.Combine(_folder.FullName, "image" + mode.Key);

    /// <summary>Makes the image; what the compiler says if it does not.</summary>
    private string? Image(Mode mode)
    {
        if (_images.TryGetValue(mode.Key, out string? refusal))
            return refusal;
        string[] options = [.. mode.Options, .. MoreOptions];
        Outcome outcome = IsHere ? Toolchain.CompileImageHere(Assembly, ImageFile(mode), options) : Toolchain.CompileImage(Assembly, ImageFile(mode), options);
        refusal = outcome.Status == 0 ? null : $"status {outcome.Status}\n{outcome.Output}{outcome.Errors}";
        _images.TryAdd(mode.Key, refusal);
        return refusal;
    }

    /// <summary>What kind of error the compiler reports: its line without methods and numbers.</summary>
    private static string Gist(string text)
    {
        string line = text.Split('\n').FirstOrDefault(static l => l.StartsWith("error:", StringComparison.Ordinal)) ?? text.Split('\n')[0];
        string[] words = line.Split(": ");
        string gist = words.Length > 4 ? string.Join(": ", words[..3]) + ": " + words[^1] : line;
        return string.Concat(gist.Where(static c => !char.IsDigit(c)));
    }

    private static Difference Describe(Mode mode, int first, string expected, Outcome outcome)
    {
        string[] wanted = expected.Split('\n');
        string[] found = outcome.Output.Split('\n');
        int line = 0;
        while (line < wanted.Length - 1 && line < found.Length - 1 && wanted[line] == found[line])
            line++;
        string got = line < found.Length - 1 ? found[line] : "";
        string kind = outcome.Status == Outcome.TimedOut ? "timeout" : got.Length == 0 ? $"status {outcome.Status}" : "result";
        int unit = int.TryParse(wanted[line].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : first;
        return new Difference(mode, kind, unit, wanted[line], $"{got}\n{outcome.Errors}");
    }
}
