using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Caesar, Vigenere, XOR and RLE round trips.</summary>
public static class Ciphers
{
    private static string Caesar(string s, int k) =>
        string.Concat(s.Select(c => char.IsAsciiLetter(c) ? (char)((((c & 31) - 1 + k + 26) % 26 + 1) | (c & ~31)) : c));

    private static string Vig(string s, string key, int sign)
    {
        var r = new char[s.Length];
        for (int i = 0; i < s.Length; i++)
            r[i] = (char)((s[i] - 'a' + sign * (key[i % key.Length] - 'a') + 26) % 26 + 'a');
        return new(r);
    }

    private static string Rle(string s)
    {
        string r = "";
        for (int i = 0; i < s.Length; )
        {
            int j = i;
            while (j < s.Length && s[j] == s[i])
                j++;
            r += (j - i > 1 ? (j - i).ToString() : "") + s[i];
            i = j;
        }
        return r;
    }

    public static int Run()
    {
        string s = "Hello, World";
        WriteLine(
            Caesar(s, 3)
                + Caesar(Caesar(s, 3), -3)
                + Vig("attackatdawn", "lemon", 1)
                + Vig(Vig("attackatdawn", "lemon", 1), "lemon", -1)
                + Rle("aaabccdddd")
                + string.Concat("key".Select((c, i) => (char)(c ^ i + 1)))
        );
        return 0;
    }
}
