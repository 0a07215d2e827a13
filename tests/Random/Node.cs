using System;
using System.Collections.Generic;

namespace Random;

/// <summary>A piece of generated source: texts and smaller pieces, in order.</summary>
/// <remarks>The generator knows what it writes; the reducer needs to know only what may be left out or exchanged.</remarks>
public sealed class Node
{
    private Node(NodeKind kind, Shape? shape, List<object> parts)
    {
        Kind = kind;
        Shape = shape;
        Parts = parts;
    }

    public NodeKind Kind { get; }

    /// <summary>The type of an expression.</summary>
    public Shape? Shape { get; }

    /// <summary>A string or a <see cref="Node"/> each; in a block only statements.</summary>
    public List<object> Parts { get; }

    /// <summary>A literal: operators on literals alone are left to nobody, or Roslyn reports an overflow.</summary>
    public bool IsLiteral { get; private init; }

    /// <summary>The name of a method or type, which may go when nothing else mentions it.</summary>
    public string? Declares { get; private init; }

    public static Node Expression(Shape shape, params ReadOnlySpan<object> parts) => new(NodeKind.Expression, shape, [.. parts]);

    public static Node Literal(Shape shape, string text) => new(NodeKind.Expression, shape, [text]) { IsLiteral = true };

    public static Node Statement(params ReadOnlySpan<object> parts) => new(NodeKind.Statement, null, [.. parts]);

    public static Node Member(string name, params ReadOnlySpan<object> parts) => new(NodeKind.Statement, null, [.. parts]) { Declares = name };

    public static Node Block(params ReadOnlySpan<Node> statements) => new(NodeKind.Block, null, [.. statements]);

    public void Add(Node statement)
    {
        if (Kind != NodeKind.Block)
            throw new InvalidOperationException("only a block takes statements");
        Parts.Add(statement);
    }
}
