using System;
using System.IO;
using Build;

namespace Debugger;

/// <summary>A source file of the checkout, whose lines are found by what stands on them.</summary>
internal sealed class SourceFile(string path)
{
    private static readonly Workspace s_workspace = Workspace.Find();

    /// <summary>Path below the checkout's root, as debug information has it behind /sharkaros/.</summary>
    public string Path { get; } = path;

    /// <summary>"file:line" of the only line that contains a text, as gdb takes and prints it.</summary>
    public string At(string text)
    {
        string[] lines = File.ReadAllLines(s_workspace.PathOf(Path));
        int index = Array.FindIndex(lines, l => l.Contains(text, StringComparison.Ordinal));
        if (index < 0 || Array.FindLastIndex(lines, l => l.Contains(text, StringComparison.Ordinal)) != index)
            throw new InvalidOperationException($"'{text}' is not on exactly one line of {Path}");
        return $"{Path}:{index + 1}";
    }
}
