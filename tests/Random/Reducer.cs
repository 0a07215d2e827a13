using System;
using System.Collections.Generic;

namespace Random;

/// <summary>Makes a program smaller for as long as it still differs in the same way.</summary>
/// <remarks>
/// The generator's tree says what may go: statements (members and types are statements, too) in falling numbers, a statement
/// in favour of what is inside it, an expression in favour of a smaller one of its type. What no longer compiles is no candidate.
/// </remarks>
public sealed class Reducer(Node program, Func<Node, bool> stillDiffers, TimeSpan limit, Action<string> log)
{
    private readonly DateTime _end = DateTime.UtcNow + limit;

    public int Tried { get; private set; }

    /// <summary>How many candidates to try at most.</summary>
    public int Most { get; init; } = int.MaxValue;

    private bool IsLate => Tried >= Most || DateTime.UtcNow > _end;

    public void Run()
    {
        // Most methods have nothing to do with it, and go with the tests that call them.
        Narrow(program);
        Prune();
        log($"{Tried} tried, {SourceWriter.Write(program).Length} characters");
        Gut(Bodies(program));
        Prune();
        log($"{Tried} tried, {SourceWriter.Write(program).Length} characters");
        for (bool changed = true; changed && !IsLate;)
        {
            changed = RemoveStatements(program);
            Prune();
            log($"{Tried} tried, {SourceWriter.Write(program).Length} characters");
            changed |= Unwrap(program);
            changed |= Simplify(program);
            log($"{Tried} tried, {SourceWriter.Write(program).Length} characters");
        }
    }

    private bool Works()
    {
        if (IsLate)
            return false;
        Tried++;
        return stillDiffers(program);
    }

    private void Narrow(Node node)
    {
        foreach (object part in node.Parts)
        {
            if (part is not Node inner)
                continue;
            if (inner.Parts is [UnitMaker.RunHeader, Node { Kind: NodeKind.Block } calls])
                RemoveMany(calls.Parts);
            else
                Narrow(inner);
        }
    }

    private static List<Node> Bodies(Node node)
    {
        var result = new List<Node>();
        foreach (object part in node.Parts)
        {
            if (part is not Node inner)
                continue;
            if (inner is { Declares: not null, Parts: [string, Node { Kind: NodeKind.Block } body] } && inner.Parts[0] is string header && header.Contains('(', StringComparison.Ordinal))
                result.Add(body);
            else
                result.AddRange(Bodies(inner));
        }

        return result;
    }

    // A body that only throws is right for any method. Half of them at a time, for as long as the half is too much.
    private void Gut(List<Node> chosen)
    {
        if (chosen.Count == 0 || IsLate)
            return;
        var kept = new List<List<object>>();
        foreach (Node body in chosen)
        {
            kept.Add([.. body.Parts]);
            body.Parts.Clear();
            body.Parts.Add(Node.Statement("throw null;"));
        }

        if (Works())
            return;
        for (int i = 0; i < chosen.Count; i++)
        {
            chosen[i].Parts.Clear();
            chosen[i].Parts.AddRange(kept[i]);
        }

        if (chosen.Count == 1)
            return;
        int half = chosen.Count / 2;
        Gut(chosen.GetRange(half, chosen.Count - half));
        Gut(chosen.GetRange(0, half));
    }

    /// <summary>Takes out, at once, all methods and types nothing mentions.</summary>
    private void Prune()
    {
        for (bool changed = true; changed && !IsLate;)
        {
            string text = SourceWriter.Write(program);
            var undo = new List<(List<object> Parts, int Index, Node Node)>();
            RemoveUnused(program, text, undo);
            changed = undo.Count > 0 && Works();
            if (changed)
                continue;
            undo.Reverse();
            foreach ((List<object> parts, int index, Node node) in undo)
                parts.Insert(index, node);
        }
    }

    private static void RemoveUnused(Node node, string text, List<(List<object> Parts, int Index, Node Node)> removed)
    {
        for (int i = node.Parts.Count - 1; i >= 0; i--)
        {
            if (node.Parts[i] is not Node part)
                continue;
            if (part.Declares is { } name && Mentions(text, name) == Mentions(SourceWriter.Write(Node.Block(part)), name))
            {
                removed.Add((node.Parts, i, part));
                node.Parts.RemoveAt(i);
            }
            else
            {
                RemoveUnused(part, text, removed);
            }
        }
    }

    private static int Mentions(string text, string name)
    {
        int count = 0;
        for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            bool isWord = (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (at + name.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + name.Length]));
            count += isWord ? 1 : 0;
        }

        return count;
    }

    private bool RemoveStatements(Node node)
    {
        bool changed = node.Kind == NodeKind.Block && RemoveMany(node.Parts);
        // From the end: what is declared goes after what uses it.
        for (int i = node.Parts.Count - 1; i >= 0 && !IsLate; i--)
        {
            if (node.Parts[i] is not Node part)
                continue;
            if (node.Kind == NodeKind.Block && Removes(node.Parts, i, 1))
                changed = true;
            else
                changed |= RemoveStatements(part);
        }

        return changed;
    }

    private bool RemoveMany(List<object> statements)
    {
        bool changed = false;
        for (int size = statements.Count; size > 1; size /= 2)
        {
            for (int start = statements.Count - size; start > -size && !IsLate; start -= size)
            {
                int from = Math.Max(start, 0);
                int count = Math.Min(size, start + size - from);
                if (count > 1)
                    changed |= Removes(statements, from, count);
            }
        }

        return changed;
    }

    private bool Removes(List<object> statements, int from, int count)
    {
        List<object> removed = statements.GetRange(from, count);
        statements.RemoveRange(from, count);
        if (Works())
            return true;
        statements.InsertRange(from, removed);
        return false;
    }

    private bool Unwrap(Node node)
    {
        bool changed = false;
        for (int i = 0; i < node.Parts.Count && !IsLate; i++)
        {
            if (node.Parts[i] is not Node part)
                continue;
            foreach (object inner in part.Kind == NodeKind.Statement ? part.Parts.ToArray() : [])
            {
                if (inner is not Node { Kind: NodeKind.Block } block || node.Kind != NodeKind.Block)
                    continue;
                node.Parts.RemoveAt(i);
                node.Parts.InsertRange(i, block.Parts);
                if (Works())
                {
                    changed = true;
                    i--;
                    break;
                }

                node.Parts.RemoveRange(i, block.Parts.Count);
                node.Parts.Insert(i, part);
            }

            if (i >= 0 && i < node.Parts.Count && node.Parts[i] is Node now)
                changed |= Unwrap(now);
        }

        return changed;
    }

    private bool Simplify(Node node)
    {
        bool changed = false;
        for (int i = 0; i < node.Parts.Count && !IsLate; i++)
        {
            if (node.Parts[i] is not Node part)
                continue;
            if (part.Kind == NodeKind.Expression)
                changed |= Replace(node.Parts, i, part);
            changed |= Simplify((Node)node.Parts[i]);
        }

        return changed;
    }

    private bool Replace(List<object> parts, int index, Node original)
    {
        foreach (Node candidate in Smaller(original))
        {
            parts[index] = candidate;
            if (Works())
                return true;
        }

        parts[index] = original;
        return false;
    }

    private static IEnumerable<Node> Smaller(Node original)
    {
        Shape shape = original.Shape!;
        if (original.Parts is [string])
            yield break;
        if (shape.IsNumber)
            yield return Node.Literal(shape, $"(({shape.Name})1)");
        else
            yield return Node.Literal(shape, $"default({shape.Name})");
        foreach (Node inner in Inside(original))
        {
            if (inner.Shape == shape)
                yield return inner;
            else if (inner.Shape!.IsNumber && shape.IsNumber)
                yield return Node.Expression(shape, $"(({shape.Name})", inner, ")");
        }
    }

    private static IEnumerable<Node> Inside(Node node)
    {
        foreach (object part in node.Parts)
        {
            if (part is not Node inner)
                continue;
            if (inner.Kind == NodeKind.Expression)
                yield return inner;
            if (inner.Kind == NodeKind.Expression)
            {
                foreach (Node deeper in Inside(inner))
                    yield return deeper;
            }
        }
    }
}
