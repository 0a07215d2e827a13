using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>List, slice, property, relational and recursive patterns.</summary>
public static class ListPatterns
{
    private sealed record Tree(int Value, Tree Left = null, Tree Right = null);

    private readonly struct Window(string s)
    {
        public int Length => s.Length;
        public char this[int i] => s[i];

        public Window Slice(int start, int count) => new(s.Substring(start, count));

        public override string ToString() => s;
    }

    private static string Describe(int[] a) =>
        a switch
        {
            null => "null",
            [] => "empty",
            [var x] => "one " + x,
            [1, 2, ..] => "starts 1 2",
            [.., 9, _] => "nine before last",
            [var first, .. var middle, var last] when first == last => $"framed {middle.Length}",
            [> 100, .. [var a1, ..]] => "big then " + a1,
            [_, .. { Length: > 2 } rest] => "rest " + string.Join('+', rest),
            _ => "other",
        };

    private static string Words(Window w) =>
        w switch
        {
            ['a', .. var rest, 'z'] => "a" + rest + "z",
            [.., '!'] => "shout",
            { Length: > 5 } => "long",
            _ => "?",
        };

    private static int Depth(Tree t) =>
        t switch
        {
            null => 0,
            { Left: null, Right: null } => 1,
            { Left: { Left: var ll }, Right: null } => 2 + Depth(ll),
            Tree(_, var l, var r) => 1 + Math.Max(Depth(l), Depth(r)),
        };

    private static string Both(object a, object b) =>
        (a, b) switch
        {
            (int x, int y) when x == y => "same",
            (int, int) => "ints",
            (string { Length: var n }, string m) => "strings " + (n + m.Length),
            (null, null) => "nulls",
            (not null, null) or (null, not null) => "half",
            _ => "mixed",
        };

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') and not 'Q';

    public static int Run()
    {
        foreach (int[] a in new int[][] { null, [], [4], [1, 2, 3], [3, 9, 1], [5, 1, 2, 5], [101, 7], [2, 3, 4, 5], [3, 2] })
            WriteLine(Describe(a));
        foreach (string s in new[] { "abcz", "hey!", "abcdefg", "x", "az" })
            WriteLine(Words(new Window(s)));
        WriteLine(Depth(new Tree(1, new Tree(2, new Tree(3)), new Tree(4))) + " " + Depth(new Tree(1, new Tree(2))) + Depth(null));
        WriteLine(Both(1, 1) + Both(1, 2) + Both("ab", "c") + Both(null, null) + Both(1, null) + Both(1, "s"));
        foreach (char c in "aZQq1")
            Write(IsLetter(c) + " ");
        object o = 42;
        if (o is int n and > 40 and not 41 && n % 2 == 0)
            WriteLine("even " + n);
        if (o is not string s2)
            WriteLine("no string");
        else
            WriteLine(s2);
        if (new List<int> { 1, 2, 3 } is [_, var second, ..])
            WriteLine(second);
        if ("hello" is ['h', .. var tail])
            WriteLine(tail);
        if (new[] { "a", "b" } is ["a", { Length: 1 } e])
            WriteLine(e);
        Span<int> span = [1, 2, 3, 4];
        if (span is [var f, .. var rest])
            WriteLine(f + rest.Length + rest[^1]);
        return 0;
    }
}
