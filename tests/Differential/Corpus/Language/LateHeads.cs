using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Loops whose head is reached from their end alone: what the compiler knows makes the way in dead.</summary>
public static class LateHeads
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Count<T>(int n)
    {
        int i = 0, sum = 0;
        if (typeof(T) == typeof(int))
            goto middle;
        WriteLine("not an int");
    head:
        sum += i * 10;
        i += 2;
    middle:
        i++;
        sum += i;
        if (i < n)
            goto head;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Nested<T>(int n)
    {
        string text = "";
        int i = 0, j = 5;
        if (typeof(T) == typeof(string))
            goto inner;
    outer:
        text += "o" + i + j;
        j = 0;
    again:
        text += "a" + j;
    inner:
        try
        {
            j++;
            if (j == 2)
                throw new InvalidOperationException();
            text += "i" + j;
        }
        catch (InvalidOperationException)
        {
            text += "c";
        }

        if (j < 4)
            goto again;
        i++;
        if (i < n)
            goto outer;
        return text + i + j;
    }

    public static int Run()
    {
        foreach (int n in new[] { 0, 1, 7, 20 })
        {
            WriteLine(Count<int>(n) + " " + Count<string>(n));
            WriteLine(Nested<int>(n % 4) + " " + Nested<string>(n % 4));
        }

        return 0;
    }
}
