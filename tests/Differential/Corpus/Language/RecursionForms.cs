using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Language;

/// <summary>Recursion in many shapes: mutual, through delegates and interfaces, deep, with accumulators.</summary>
public static class RecursionForms
{
    private static int Ack(int m, int n) =>
        m == 0 ? n + 1
        : n == 0 ? Ack(m - 1, 1)
        : Ack(m - 1, Ack(m, n - 1));

    private static void Hanoi(int n, char a, char b, char c, ref int moves, StringBuilder log)
    {
        if (n == 0)
            return;
        Hanoi(n - 1, a, c, b, ref moves, log);
        if (++moves % 9 == 0)
            log.Append(a).Append(c).Append(' ');
        Hanoi(n - 1, b, a, c, ref moves, log);
    }

    private static int Female(int n) => n == 0 ? 1 : n - Male(Female(n - 1));

    private static int Male(int n) => n == 0 ? 0 : n - Female(Male(n - 1));

    private static int Queens(int n, int row, int cols, int d1, int d2)
    {
        if (row == n)
            return 1;
        int count = 0;
        for (int c = 0; c < n; c++)
        {
            int a = 1 << c,
                b = 1 << row + c,
                d = 1 << row - c + n;
            if ((cols & a | d1 & b | d2 & d) == 0)
                count += Queens(n, row + 1, cols | a, d1 | b, d2 | d);
        }
        return count;
    }

    private static long Binomial(int n, int k, Dictionary<(int, int), long> memo)
    {
        if (k == 0 || k == n)
            return 1;
        if (memo.TryGetValue((n, k), out long v))
            return v;
        return memo[(n, k)] = Binomial(n - 1, k - 1, memo) + Binomial(n - 1, k, memo);
    }

    private static double Deep(int n, double x) => n == 0 ? x : Deep(n - 1, x + 1.0 / n) * 1.0000001;

    private static string Collatz(long n, int steps = 0) => n == 1 ? steps + "" : Collatz(n % 2 == 0 ? n / 2 : 3 * n + 1, steps + 1);

    private static int Tak(int x, int y, int z) => y >= x ? z : Tak(Tak(x - 1, y, z), Tak(y - 1, z, x), Tak(z - 1, x, y));

    private delegate int Fix(Fix self, int n);

    private static int Edit(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.IsEmpty ? b.Length
        : b.IsEmpty ? a.Length
        : a[0] == b[0] ? Edit(a[1..], b[1..])
        : 1 + Math.Min(Edit(a[1..], b), Math.Min(Edit(a, b[1..]), Edit(a[1..], b[1..])));

    public static int Run()
    {
        int moves = 0;
        var log = new StringBuilder();
        Hanoi(7, 'a', 'b', 'c', ref moves, log);
        WriteLine(Ack(2, 3) + " " + moves + " " + log);
        WriteLine(string.Join(',', Enumerable.Range(0, 15).Select(n => Female(n) + ":" + Male(n))));
        WriteLine(
            Queens(6, 0, 0, 0, 0)
                + " "
                + Binomial(40, 17, [])
                + " "
                + Deep(2000, 0.5).ToString("R")
                + " "
                + Collatz(27)
                + " "
                + Tak(8, 4, 2)
        );
        Fix fact = (self, n) => n < 2 ? 1 : n * self(self, n - 1);
        WriteLine(fact(fact, 10) + " " + Edit("kitten", "sitting"));
        return 0;
    }
}
