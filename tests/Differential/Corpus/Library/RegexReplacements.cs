using System.Text.RegularExpressions;
using static System.Console;

namespace Corpus.Library;

/// <summary>Replacement by fixed texts: limits, starts, empty matches, deletion.</summary>
public static class RegexReplacements
{
    public static int Run()
    {
        WriteLine(new Regex("o").Replace("foo boo", "0", 3));
        WriteLine(new Regex("o").Replace("foo boo", "0", -1, 2));
        WriteLine(new Regex("o").Replace("foo boo", "0", 0));
        WriteLine(Regex.Replace("foo boo", "o", ""));
        WriteLine(Regex.Replace("abc", "", "-"));
        WriteLine(Regex.Replace("abc", "x*", "-"));
        WriteLine(Regex.Replace("abc", "z", "-"));
        WriteLine(Regex.Replace("one two  three", @"(?<=\w)\s+(?=t)", "_"));
        WriteLine(Regex.Replace("abcabc", "b", "<>", RegexOptions.RightToLeft));
        WriteLine(Regex.Replace("foo boo", "(o)", "<$1>"));
        WriteLine(Regex.Replace("foo boo", "o+", m => m.Value.Length.ToString()));
        return Regex.Replace(new string('a', 3000), "a", "bc").Length & 63;
    }
}
