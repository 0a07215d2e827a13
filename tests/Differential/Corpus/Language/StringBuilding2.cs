using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Concatenation in loops of every operand type.</summary>
public static class StringBuilding2
{
    public static int Run()
    {
        string s = "";
        for (int i = 0; i < 30; i++)
        {
            s += i;
            s += (char)('a' + i % 26);
            s += i % 2 == 0;
            s += i * 0.5;
            s += (object)null + "n";
            if (s.Length > 60)
                s = s[^20..];
        }
        WriteLine(s + s.Length);
        string t = "a" + 1 + 2 + 'b' + ('a' + 'b') + 1.5f + 2m + (1 + 2) + null;
        t += t + t;
        WriteLine(t);
        return 0;
    }
}
