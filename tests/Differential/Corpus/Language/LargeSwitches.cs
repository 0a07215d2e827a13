using System;

namespace Corpus.Language;

/// <summary>Switches with many cases: dense, with gaps, of long, of text, of characters, with shared bodies and guards.</summary>
public static class LargeSwitches
{
    public static int Run()
    {
        long sum = 0;
        for (int i = -3; i < 70; i++)
            sum = (sum * 31) + Dense(i) + (Gaps(i * 1000) * 7) + Wide((long)i << 33);
        Console.WriteLine(sum);
        foreach (string word in "zero one two three four five six seven eight nine ten twelve ONE".Split(' '))
            Console.Write($"{Words(word)} ");
        Console.WriteLine($"{Words(null)} {Words("")}");
        foreach (char c in "aZ5 +-*/()\t_€")
            Console.Write($"{Characters(c)} ");
        Console.WriteLine();
        return 0;
    }

    private static int Dense(int n)
    {
        switch (n)
        {
            case 0: return 5;
            case 1: case 2: case 3: return 6 * n;
            case 4: goto case 8;
            case 5: n += 2; goto default;
            case 6: return -n;
            case 7: return 71;
            case 8: return 80;
            case 9: goto case 0;
            case 10: case 12: case 14: case 16: case 18: return n >> 1;
            case 11: case 13: case 15: case 17: case 19: return n << 1;
            case 20: return 1; case 21: return 2; case 22: return 4; case 23: return 8;
            case 24: return 16; case 25: return 32; case 26: return 64; case 27: return 128;
            case 28: return 3; case 29: return 9; case 30: return 27; case 31: return 81;
            case 60 when n > 100: return -1;
            case 61: return 610;
            default: return n;
        }
    }

    private static int Gaps(int n) => n switch
    {
        int.MinValue => 1, -3000 => 2, -1 => 3, 0 => 4, 1000 => 5, 5000 => 6, 5001 => 7, 5002 => 8, 5003 => 9, 5004 => 10,
        20_000 or 30_000 or 40_000 => 11, > 50_000 and < 60_000 => 12, int.MaxValue => 13, < 0 => 14, _ => 15,
    };

    private static int Wide(long n) => n switch
    {
        0 => 1, 1L << 33 => 2, 2L << 33 => 3, 3L << 33 => 4, 10L << 33 => 5, -1L << 33 => 6, long.MaxValue => 7, _ => 8,
    };

    private static int Words(string word) => word switch
    {
        "zero" => 0, "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7,
        "eight" => 8, "nine" => 9, "ten" => 10, "eleven" => 11, "" => -1, null => -2, _ => word.Length * 100,
    };

    private static string Characters(char c) => c switch
    {
        >= 'a' and <= 'z' => "lower", >= 'A' and <= 'Z' => "upper", >= '0' and <= '9' => "digit", ' ' or '\t' => "space",
        '+' or '-' => "sum", '*' or '/' => "product", '(' => "open", ')' => "close", '_' => "line", _ => $"u{(int)c:x4}",
    };
}
