using System;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Word counting, anagram groups, palindromes and frequency tables.</summary>
public static class Anagrams
{
    public static int Run()
    {
        string text = "listen silent enlist google elbow below state taste a nab ban level noon inlets";
        var groups = text.Split(' ')
            .GroupBy(w => string.Concat(w.Order()))
            .Where(g => g.Count() > 1)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal);
        foreach (var g in groups)
            WriteLine(g.Key + ": " + string.Join(' ', g));
        var freq = text.Where(char.IsLetter)
            .GroupBy(c => c)
            .Select(g => (g.Key, N: g.Count()))
            .OrderByDescending(x => x.N)
            .ThenBy(x => x.Key);
        WriteLine(string.Join(' ', freq.Select(f => f.Key + "" + f.N)) + text.Split(' ').Count(w => w.SequenceEqual(w.Reverse())));
        return 0;
    }
}
