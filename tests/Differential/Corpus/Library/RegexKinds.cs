using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>Regular expressions: generated, interpreted and non-backtracking; groups, lookarounds, balancing, replacements, options, limits.</summary>
public static partial class RegexKinds
{
    private const string Log = """
        2024-02-29 12:00:01 [info] start id=17
        2024-02-29 12:00:02 [WARN] disk 91% full
        2024-03-01 00:00:00 [error] failed: "no space", id=18
        """;

    public static int Run()
    {
        Generated();
        Groups();
        Forms();
        Replacements();
        Engines();
        Failures();
        return 0;
    }

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d) (?<time>[\d:]+) \[(?<level>\w+)\] (?<text>.*?)(?: id=(?<id>\d+))?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\b(?:[a-z]+(?:-[a-z]+)*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }

    private static void Generated()
    {
        foreach (Match match in Line().Matches(Log))
            Console.WriteLine($"{match.Groups["date"]}|{match.Groups["level"].Value.ToLowerInvariant()}|{match.Groups["text"]}|{match.Groups["id"].Success}");
        Console.WriteLine($"{Words.Count(Log)} {Words.IsMatch("123")} {string.Join(' ', Words.EnumerateMatches("one-two 3 four").ToList())}");
    }

    private static List<string> ToList(this Regex.ValueMatchEnumerator matches)
    {
        var list = new List<string>();
        foreach (ValueMatch match in matches)
            list.Add($"{match.Index}+{match.Length}");
        return list;
    }

    private static void Groups()
    {
        Match match = Regex.Match("aXbXXc", "(?<letter>[a-z])(?<rest>X*)+");
        while (match.Success)
        {
            Console.Write($"{match.Index}:{match.Groups["letter"].Value}/{match.Groups["rest"].Captures.Count} ");
            match = match.NextMatch();
        }

        Match balanced = Regex.Match("x(a(b)c)(d", @"\((?>[^()]+|\((?<depth>)|\)(?<-depth>))*(?(depth)(?!))\)");
        Console.WriteLine($"{balanced.Value} {Regex.Match("2024-02", @"(\d+)-(?<m>\d+)").Groups.Keys.Aggregate((a, b) => a + "," + b)}");
        Console.WriteLine($"{Regex.IsMatch("abab", @"^(ab)\1$")} {Regex.Match("<b>x</b>", @"<(\w+)>.*</\1>").Value} {Regex.Match("foobar", "(?<=foo)bar(?!baz)").Index} {Regex.Match("price 12", @"(?<!\$)\b\d+").Value}");
    }

    private static void Forms()
    {
        (string Pattern, string Text, RegexOptions Options)[] forms =
        [
            ("a.c", "a\nc", RegexOptions.Singleline), ("^b", "a\nb", RegexOptions.Multiline), ("A B # comment", "ab", RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase),
            ("(a+)+b", "aaab", RegexOptions.None), ("a{2,3}?", "aaaa", RegexOptions.None), ("[^\\W\\d_]+", "12ab_c", RegexOptions.None), (@"\p{Lu}\p{Ll}*", "die Äpfel", RegexOptions.None),
            (@"[a-z-[aeiou]]+", "education", RegexOptions.None), (@"(?i:B)c", "bcBC", RegexOptions.None), (@"\d+(?=€)", "5$ 7€", RegexOptions.None), ("x*", "", RegexOptions.None),
            (@"(\w)\w*", "left to right", RegexOptions.RightToLeft), ("(a)|(b)", "b", RegexOptions.ExplicitCapture), (@"\G\d", "12a3", RegexOptions.None), (@"\u00e9\x41\cI", "éA\t", RegexOptions.None),
            ("(?(?=a)ab|cd)", "cdab", RegexOptions.None), (@"^\s*$", " \t", RegexOptions.ECMAScript),
        ];
        foreach ((string pattern, string text, RegexOptions options) in forms)
            Console.WriteLine($"{pattern}: {string.Join(',', Regex.Matches(text, pattern, options).Select(m => $"{m.Index}'{m.Value.Replace("\n", "\\n")}'{m.Groups.Count}"))}");
    }

    private static void Replacements()
    {
        Console.WriteLine(Regex.Replace("John Smith", @"(?<first>\w+) (?<last>\w+)", "${last}, $1 [$&] $$ $` $'"));
        Console.WriteLine(Regex.Replace("a1b22c333", @"\d+", m => $"<{int.Parse(m.Value) * 2}>"));
        Console.WriteLine(string.Join('|', Regex.Split("a, b;c ,d", @"\s*([,;])\s*")) + " " + string.Join('|', new Regex(",").Split("a,b,c,d", 2)));
        Console.WriteLine($"{Regex.Escape("a.b*c[d] #")} {Regex.Unescape(@"\t\u0041\.")}");
    }

    private static void Engines()
    {
        const string Text = "The year 1999 and the year 2024; see also 12345.";
        foreach (RegexOptions options in new[] { RegexOptions.None, RegexOptions.Compiled })
        {
            var regex = new Regex(@"\b(\d{4})\b", options, TimeSpan.FromMinutes(5));
            Console.WriteLine($"{options} {string.Join(' ', regex.Matches(Text).Select(m => m.Groups[1].Value))} {regex.Replace(Text, "#").Length} {regex.MatchTimeout.TotalSeconds}");
        }

        Console.WriteLine(new Regex("(x+x+)+y", RegexOptions.NonBacktracking).IsMatch(new string('x', 60)));
        Tour.Line("limit", () => Regex.IsMatch(new string('x', 40), "(x+x+)+y", RegexOptions.None, TimeSpan.FromMilliseconds(20)).ToString());
    }

    private static void Failures()
    {
        foreach (string pattern in new[] { "(", "[z-a]", "a**", @"\k<none>", "(?<1a>x)", "x{3,1}", @"\p{Nope}", "(?'n" })
        {
            Tour.Line(pattern, () =>
            {
                try
                {
                    return new Regex(pattern).ToString();
                }
                catch (RegexParseException e)
                {
                    return $"{e.Error} at {e.Offset}";
                }
            });
        }
    }
}
