using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Sieve and trial division agree.</summary>
public static class Primes
{
    public static int Run()
    {
        var sieve = new bool[2000];
        var p = new List<int>();
        for (int i = 2; i < 2000; i++)
        {
            if (sieve[i])
                continue;
            p.Add(i);
            for (int j = i * i; j < 2000; j += i)
                sieve[j] = true;
        }
        int t = 0;
        for (int n = 2; n < 2000; n++)
        {
            bool prime = true;
            for (int d = 2; d * d <= n; d++)
                if (n % d == 0)
                {
                    prime = false;
                    break;
                }
            if (prime)
                t++;
        }
        WriteLine(p.Count + " " + t + " " + p[^1] + " " + p.Sum());
        return p.Count % 100;
    }
}
