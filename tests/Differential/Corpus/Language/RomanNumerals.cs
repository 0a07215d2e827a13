using System;
using System.Text;
using static System.Console;

namespace Corpus.Language;

/// <summary>Roman numerals there and back, and numbers in words.</summary>
public static class RomanNumerals
{
    private static string Roman(int n)
    {
        (int V, string S)[] t =
        [
            (1000, "M"),
            (900, "CM"),
            (500, "D"),
            (400, "CD"),
            (100, "C"),
            (90, "XC"),
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ];
        var b = new StringBuilder();
        foreach (var (v, s) in t)
            while (n >= v)
            {
                b.Append(s);
                n -= v;
            }
        return b.ToString();
    }

    private static int Value(string s)
    {
        int t = 0,
            last = 0;
        for (int i = s.Length - 1; i >= 0; i--)
        {
            int v = s[i] switch
            {
                'I' => 1,
                'V' => 5,
                'X' => 10,
                'L' => 50,
                'C' => 100,
                'D' => 500,
                _ => 1000,
            };
            t += v < last ? -v : v;
            last = v;
        }
        return t;
    }

    private static string Words(int n) =>
        n switch
        {
            0 => "",
            < 20 =>
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(
                    ' '
                )[n - 1],
            < 100 => "twenty thirty forty fifty sixty seventy eighty ninety".Split(' ')[n / 10 - 2]
                + (n % 10 > 0 ? "-" + Words(n % 10) : ""),
            < 1000 => Words(n / 100) + " hundred" + (n % 100 > 0 ? " and " + Words(n % 100) : ""),
            _ => Words(n / 1000) + " thousand" + (n % 1000 > 0 ? " " + Words(n % 1000) : ""),
        };

    public static int Run()
    {
        int bad = 0;
        for (int i = 1; i < 1000; i++)
            if (Value(Roman(i)) != i)
                bad++;
        foreach (int n in new[] { 4, 49, 1994, 3888, 919 })
            WriteLine(Roman(n) + " " + Words(n));
        return bad;
    }
}
