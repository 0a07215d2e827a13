using System.Collections.Generic;
using System.IO;

namespace Build.Testing;

/// <summary>Counts results and prints one line for each.</summary>
public sealed class TestTally(TextWriter output)
{
    private readonly TextWriter _output = output;
    private readonly List<string> _failures = [];

    public int Passed { get; private set; }

    public int Failed => _failures.Count;

    public int Skipped { get; private set; }

    public int Total => Passed + Failed + Skipped;

    public void Pass(string name)
    {
        Passed++;
        _output.WriteLine($"passed  {name}");
    }

    public void Skip(string name)
    {
        Skipped++;
        _output.WriteLine($"skipped {name}");
    }

    public void Fail(string name, string details)
    {
        _failures.Add(name);
        _output.WriteLine($"FAILED  {name}");
        foreach (string line in details.TrimEnd().Split('\n'))
            _output.WriteLine($"        {line}");
    }

    /// <summary>Repeats what failed and prints the closing line.</summary>
    public void Close()
    {
        _output.WriteLine();
        foreach (string name in _failures)
            _output.WriteLine($"FAILED  {name}");
        _output.WriteLine($"{Passed} passed, {Failed} failed, {Skipped} skipped");
    }
}
