using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Unit.Repository;

/// <summary>A loop that waits for another core: its condition looks at shared memory or a device, its body changes nothing.</summary>
/// <remarks>Loops that try again with what they read (compare-and-swap) assign in their bodies, and are none.</remarks>
internal sealed partial record SpinLoop(int Line, string Condition, string Body)
{
    /// <summary>Whether a round gives the other core, or another uthread, a chance.</summary>
    public bool Pauses => PausingCall().IsMatch(Body);

    public static IEnumerable<SpinLoop> Find(string text) =>
        from Match loop in WhileLoop().Matches(text)
        let open = loop.Index + loop.Length - 1
        let close = Closing(text, open)
        let condition = text[(open + 1)..close]
        where SharedState().IsMatch(condition)
        let body = BodyOf(text, loop.Index, close + 1)
        where !Change().IsMatch(body)
        select new SpinLoop(text.AsSpan(0, loop.Index).Count('\n') + 1, condition, body);

    [GeneratedRegex(@"\bwhile \(")]
    private static partial Regex WhileLoop();

    [GeneratedRegex(@"Volatile\.Read|Interlocked\.|TryAcquire|TryTake|X86\.(In|ReadMsr)|\bIs[A-Z]\w*(Stopp|Done|Ready|Held)")]
    private static partial Regex SharedState();

    // An assignment, not a comparison; an increment.
    [GeneratedRegex(@"[^=!<>]=[^=>]|\+\+|--")]
    private static partial Regex Change();

    [GeneratedRegex(@"\b(Pause|Yield|Park|Halt|Sleep|RunOnSystemStack)\(")]
    private static partial Regex PausingCall();

    private static string BodyOf(string text, int start, int behind)
    {
        int at = behind;
        while (char.IsWhiteSpace(text[at]))
            at++;
        if (text[at] == '{')
            return text[at..(Closing(text, at) + 1)];
        if (text[at] != ';')
            return text[at..(text.IndexOf(';', at) + 1)];
        // Of a do loop the body stands in front.
        string before = text[..start].TrimEnd();
        return before.EndsWith('}') ? before[Opening(before)..] : ";";
    }

    private static int Closing(string text, int open)
    {
        char left = text[open];
        char right = left == '{' ? '}' : ')';
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            depth += text[i] == left ? 1 : text[i] == right ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new FormatException("unbalanced");
    }

    private static int Opening(string text)
    {
        int depth = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            depth += text[i] == '}' ? 1 : text[i] == '{' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new FormatException("unbalanced");
    }
}
