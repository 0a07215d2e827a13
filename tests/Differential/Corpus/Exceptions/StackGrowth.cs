using System;
using System.Linq;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Exceptions thrown deep on grown stacks, caught near the top, with refs to frames between.</summary>
public static class StackGrowth
{
    private static int Down(int n, ref int shared, Span<int> span)
    {
        int own = n;
        span[n % span.Length]++;
        try
        {
            if (n == 0)
                throw new InvalidOperationException("bottom");
            return Down(n - 1, ref own, span) + own;
        }
        catch (ArgumentException)
        {
            return -1;
        }
        finally
        {
            shared += own & 1;
        }
    }

    private static string Text(int n) => n == 0 ? throw new FormatException("t") : "x" + Text(n - 1);

    public static int Run()
    {
        int shared = 0;
        Span<int> counts = stackalloc int[7];
        for (int i = 0; i < 5; i++)
        {
            try
            {
                Down(100 * (i + 1), ref shared, counts);
            }
            catch (InvalidOperationException e)
            {
                shared += e.Message.Length;
            }
        }
        WriteLine(shared + " " + string.Join(',', counts.ToArray()));
        int caught = 0;
        for (int i = 0; i < 50; i++)
            try
            {
                Text(i * 6);
            }
            catch (FormatException)
            {
                caught++;
            }
        WriteLine(caught);
        return 0;
    }
}
