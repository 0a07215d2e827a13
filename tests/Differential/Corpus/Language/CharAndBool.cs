using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Arithmetic of characters, booleans as values, comparisons and conversions.</summary>
public static class CharAndBool
{
    private static bool s_t = true,
        s_f;

    private static int B(bool b) => b ? 1 : 0;

    private static bool Xor3(bool a, bool b, bool c) => a ^ b ^ c;

    public static int Run()
    {
        char c = 'a';
        c++;
        c += (char)2;
        c -= (char)1;
        int diff = 'z' - c;
        char u = (char)(c - 32),
            w = unchecked((char)-1),
            z = (char)0;
        w++;
        z--;
        WriteLine(
            $"{c} {diff} {u} {(int)w} {(int)z} {c > 'b'} {'a' + 'b'} {(char)('a' + 1)} {c.CompareTo('z')} {'x' * 2} {~'a'} {-'a'} {'a' << 8} {(byte)'é'} {unchecked((sbyte)(char)200)}"
        );
        string s = "";
        for (char k = 'a'; k <= 'f'; k++)
            s += k;
        for (char k = (char)65533; k != 2; k++)
            s += (int)k + ",";
        WriteLine(s);
        bool x = s_t & s_f,
            y = s_t | s_f,
            v = s_t ^ s_t,
            n = !s_f;
        x |= s_t;
        y &= s_f;
        v ^= true;
        WriteLine(
            $"{x}{y}{v}{n} {B(s_t) + B(s_f)} {s_t == s_f} {s_t.CompareTo(s_f)} {Xor3(true, true, true)} {s_t.GetHashCode()} {bool.Parse("TRUE")} {Convert.ToInt32(s_t)} {(s_t ? 1u : 0u)}"
        );
        bool?[] all = [true, false, null];
        foreach (bool? a in all)
        foreach (bool? b in all)
            Write(
                $"{B(a == true)}{(a & b)?.ToString()[..1] ?? "n"}{(a | b)?.ToString()[..1] ?? "n"}{(a ^ b)?.ToString()[..1] ?? "n"}{(!a)?.ToString()[..1] ?? "n"} "
            );
        WriteLine();
        WriteLine(
            char.IsLetter('ß')
                + ""
                + char.IsDigit('٣')
                + char.ToUpperInvariant('ä')
                + char.IsWhiteSpace('\u00a0')
                + char.GetNumericValue('7')
                + char.IsSurrogate('\ud83d')
                + char.ConvertFromUtf32(0x1F600)
                + char.ConvertToUtf32("😀", 0)
                + (int)char.MaxValue
        );
        return 0;
    }
}
