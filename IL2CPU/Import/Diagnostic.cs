using System;
using System.Collections.Generic;
using System.Text;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>One place on the way from a root: a method and the IL offset in it that leads on.</summary>
/// <param name="Place">The symbol, method or type, or a description. Hardly any is ever printed: names are made then.</param>
/// <param name="Offset">IL offset; -1 when the whole method is meant.</param>
/// <param name="Source">Method whose IL the offset is in, where there is one.</param>
public readonly record struct ReachStep(object Place, int Offset, MethodDesc? Source = null)
{
    /// <summary>"file:line", where the PDB tells; set only in diagnostics.</summary>
    public string? Line { get; init; }

    /// <summary>Full name of the method or stub.</summary>
    public string Method => NameOf(Place);

    internal static string NameOf(object place) => place switch
    {
        Symbol symbol => symbol.Name,
        MethodDesc method => method.FullName,
        TypeDesc type => type.FullName,
        _ => place.ToString() ?? "",
    };
}

/// <summary>Something the input uses and the compiler cannot do.</summary>
/// <param name="Message">One line.</param>
/// <param name="Place">Where it is, as method and IL offset.</param>
/// <param name="Chain">How it was reached, nearest first, ending at a root.</param>
public sealed record Diagnostic(string Message, ReachStep Place, IReadOnlyList<ReachStep> Chain)
{
    private const int SameShown = 4;

    /// <summary>What the user can do instead; one line, or null.</summary>
    public string? Advice { get; init; }

    /// <summary>Whether the image is built all the same.</summary>
    public bool IsWarning { get; init; }

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(IsWarning ? "warning: " : "error: ").Append(TypeSystemException.OneLine(Message)).Append('\n');
        Append(text, "  at   ", Place);
        AppendChain(text);
        if (Advice is not null)
            text.Append("  instead: ").Append(Advice);
        return text.ToString().TrimEnd('\n');
    }

    // A method that leads to itself with other type arguments again and again says nothing new after a few times.
    private void AppendChain(StringBuilder text)
    {
        for (int i = 0; i < Chain.Count; i++)
        {
            string name = WithoutArguments(Chain[i].Method);
            int end = i + 1;
            while (end < Chain.Count && WithoutArguments(Chain[end].Method) == name)
                end++;
            if (end - i <= SameShown)
            {
                Append(text, "  from ", Chain[i]);
                continue;
            }

            Append(text, "  from ", Chain[i]);
            text.Append("  from ").Append(end - i - 2).Append(" more like it\n");
            i = end - 1;
            Append(text, "  from ", Chain[i]);
        }
    }

    private static string WithoutArguments(string name) => name[..Math.Max(0, name.AsSpan().IndexOfAny('<', '('))];

    private static void Append(StringBuilder text, string prefix, ReachStep step)
    {
        text.Append(prefix).Append(TypeSystemException.OneLine(step.Method));
        if (step.Offset >= 0)
            text.Append(" IL_").Append(step.Offset.ToString("x4"));
        if (step.Line is { } line)
            text.Append(", ").Append(TypeSystemException.OneLine(line));
        text.Append('\n');
    }
}
