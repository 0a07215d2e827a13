using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Jumps in and out of loops and between switch sections.</summary>
public static class GotoLoops
{
    private static int Find(int[,] m, int wanted)
    {
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
        {
            if (m[i, j] == wanted)
                goto found;
            continue;
            found:
            return i * 10 + j;
        }
        return -1;
    }

    private static string Machine(string s)
    {
        int i = 0;
        string log = "";
        start:
        if (i == s.Length)
            goto end;
        switch (s[i++])
        {
            case 'a':
                log += "A";
                goto start;
            case 'b':
                log += "B";
                goto case 'a';
            case 'c':
                goto default;
            case 'x':
                goto end;
            default:
                log += "?";
                break;
        }
        log += ".";
        goto start;
        end:
        return log;
    }

    private static int Irreducible(int n)
    {
        int s = 0;
        if (n > 5)
            goto middle;
        top:
        s += 1;
        middle:
        s += 10;
        if (--n > 0)
        {
            if (n % 3 == 0)
                goto top;
            goto middle;
        }
        return s;
    }

    public static int Run()
    {
        int[,] m =
        {
            { 1, 2, 3 },
            { 4, 5, 6 },
            { 7, 8, 9 },
        };
        WriteLine(Find(m, 6) + " " + Find(m, 7) + " " + Find(m, 0));
        WriteLine(Machine("abcaxb") + Machine("") + Machine("zzbb"));
        for (int i = 1; i < 10; i++)
            Write(Irreducible(i) + " ");
        int k = 0;
        retry:
        try
        {
            if (k++ < 3)
                goto retry;
        }
        finally
        {
            k += 10;
        }
        WriteLine(k);
        return Irreducible(4);
    }
}
