using System;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Searching, splitting, trimming, padding, comparing and replacing in strings.</summary>
public static class StringMethods
{
    public static int Run()
    {
        string s = "The quick brown fox jumps over the lazy dog";
        WriteLine(
            $"{s.IndexOf("fox")} {s.LastIndexOf('o')} {s.IndexOfAny(['z', 'q'])} {s.Contains("LAZY", StringComparison.OrdinalIgnoreCase)} {s.StartsWith("The")} {s.EndsWith("cat")} {s.Replace("o", "00").Length} {s.Remove(4, 6)} {s.Insert(4, "very ")} {s.Substring(10, 5)} {s.Split(' ').Length} {string.Join('|', "a,,b, c".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))} {string.Join('|', "1-2=3".Split(['-', '=']))} {string.Join('|', "a::b::c".Split("::", 2))}"
        );
        WriteLine(
            "  x ".Trim()
                + "|"
                + "xxaxx".Trim('x')
                + "|"
                + "  l".TrimStart()
                + "|"
                + "7".PadLeft(3, '0')
                + "|"
                + "7".PadRight(3)
                + "|"
                + string.Concat("a", null, "b")
                + string.IsNullOrWhiteSpace(" \t")
                + string.Compare("a", "B", StringComparison.Ordinal)
                + string.Compare("a", "B", StringComparison.OrdinalIgnoreCase)
                + string.CompareOrdinal("abc", "abd")
                + "ß".ToUpperInvariant()
                + "ÄÖ".ToLowerInvariant()
                + new string('z', 3)
                + new string(['a', 'b', 'c'], 1, 2)
                + "abc".CompareTo("abd")
                + "a\nb\r\nc".ReplaceLineEndings("/")
                + string.Join(",", "héllo".Normalize().Select(c => (int)c))
        );
        foreach (char c in "ab".Reverse())
            Write(c);
        WriteLine(
            string.Equals("a", "A", StringComparison.OrdinalIgnoreCase)
                + ""
                + "abcabc".Count(c => c == 'a')
                + "x".Equals(null)
                + "b".IndexOf("")
                + "".LastIndexOf("a")
                + string.Format("{0,-5}|{1:000}", "ab", 7)
                + "a".CompareTo(null)
                + "tEST".ToUpper()
                + string.Intern("q")
                + "a-b".Split('-')[1]
        );
        return 0;
    }
}
