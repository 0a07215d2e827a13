using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

internal static class ExtensionBlocks
{
    extension(string s)
    {
        public string Middle => s[(s.Length / 2)..(s.Length / 2 + 1)];
        public bool IsShort => s.Length < 3;

        public static string Repeat(string part, int count) => count == 0 ? "" : part + string.Repeat(part, count - 1);
    }

    extension(int n)
    {
        public double Half => n / 2.0;
        public static int Answer => 42;
    }

    extension<T>(IReadOnlyList<T> items)
    {
        public T SecondItem => items[1];
    }

    extension(int[])
    {
        public static int[] operator +(int[] a, int[] b) => [.. a.Zip(b, (x, y) => x + y)];

        public static int[] operator -(int[] a) => [.. a.Select(x => -x)];
    }
}

/// <summary>Extension methods, properties, operators and static extension members.</summary>
public static class ExtensionMembers
{
    private static int Twice(this int x) => x * 2;

    private static ref int Bump(this ref int x)
    {
        x++;
        return ref x;
    }

    private static string Join<T>(this IEnumerable<T> items, string sep) => string.Join(sep, items);

    private static void Deconstruct(this string s, out char first, out string rest)
    {
        first = s[0];
        rest = s[1..];
    }

    private static IEnumerator<int> GetEnumerator(this int n)
    {
        for (int i = 0; i < n; i++)
            yield return i;
    }

    private static IEnumerator<char> GetEnumerator(this (int From, char C) t)
    {
        for (int i = 0; i < t.From; i++)
            yield return t.C;
    }

    public static int Run()
    {
        int x = 5;
        x.Bump().Bump() += 10;
        WriteLine(x + " " + 4.Twice() + " " + new[] { 1, 2 }.Join("+"));
        var (f, r) = "hello";
        WriteLine(f + "|" + r);
        foreach (int i in 3)
            Write(i);
        foreach (char c in (4, 'z'))
            Write(c);
        WriteLine();
        WriteLine(
            "abc".Middle
                + "x".IsShort
                + string.Repeat("ab", 3)
                + 6.Half
                + int.Answer
                + new List<int> { 1, 2, 3 }.SecondItem
                + new[] { "q", "r" }.SecondItem
        );
        int[] a = [1, 2, 3],
            b = [10, 20, 30];
        WriteLine((a + b).Join(",") + (-a).Join(","));
        return 0;
    }
}
