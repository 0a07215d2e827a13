using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Library;

/// <summary>Aligned tables, wrapping and justification of text.</summary>
public static class TextTables
{
    private static IEnumerable<string> Wrap(string s, int w)
    {
        var line = new StringBuilder();
        foreach (string word in s.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > w)
            {
                yield return line.ToString();
                line.Clear();
            }
            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }
        yield return line.ToString();
    }

    private static string Justify(string s, int w)
    {
        string[] p = s.Split(' ');
        if (p.Length == 1)
            return s;
        int gaps = p.Length - 1,
            space = w - p.Sum(x => x.Length);
        return string.Concat(p.Select((x, i) => x + (i < gaps ? new string(' ', space / gaps + (i < space % gaps ? 1 : 0)) : "")));
    }

    public static int Run()
    {
        string[] lines = [.. Wrap("the quick brown fox jumps over the lazy dog while the cat sleeps in the warm afternoon sun", 24)];
        foreach (string l in lines)
            WriteLine("|" + Justify(l, 24) + "|");
        (string, int, double)[] rows = [("nut", 5, 0.25), ("bolt", 1200, 1.5), ("a long name", -3, 1234.567)];
        foreach (var (n, c, p) in rows)
            WriteLine($"{n, -12}|{c, 6:N0}|{p, 12:F2}|{(c > 0 ? p * c : 0), 10:0.#}");
        return lines.Length;
    }
}
