using System;

namespace Corpus.Language;

public static class ControlFlow
{
    private static string Describe(int n) => n switch
    {
        0 => "zero", 1 => "one", 2 => "two", 3 => "three", 5 => "five", < 0 => "negative", > 100 and < 200 => "hundreds", _ => "many",
    };

    private static int Word(string s)
    {
        switch (s)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": goto case "beta";
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            case null: return -1;
            default: return 0;
        }
    }

    private static int Collatz(long n)
    {
        int steps = 0;
        while (n != 1)
        {
            n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
            steps++;
            if (steps > 1000)
                break;
        }
        return steps;
    }

    public static int Run()
    {
        for (int i = -2; i < 8; i++)
            Console.WriteLine(Describe(i));
        Console.WriteLine(Describe(150));
        foreach (string s in new[] { "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "", null })
            Console.WriteLine(Word(s));
        int total = 0;
        for (int i = 1; i < 300; i++)
            total += Collatz(i);
        Console.WriteLine(total);
        int x = 0;
    again:
        x += 3;
        for (int i = 0; ; i++)
        {
            if (i == 5) continue;
            if (i > 9) break;
            if (x < 20 && i == 7) goto again;
            x ^= i;
        }
        Console.WriteLine(x);
        do { x--; if (x % 7 == 0) break; } while (x > 0);
        Console.WriteLine(x);
        return x;
    }
}
