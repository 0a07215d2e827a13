using System;
using System.Runtime.CompilerServices;

namespace Corpus.Runtime;

/// <summary>What stack traces say: methods, and lines where there are symbols.</summary>
public static class Traces
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Inner(int x)
    {
        if (x == 0)
            throw new InvalidOperationException("inner");
        Console.Write("");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Middle(int x)
    {
        try
        {
            Inner(x);
        }
        catch (InvalidOperationException e) when (e.Message == "other")
        {
            Console.WriteLine("no");
        }

        Console.Write("");
    }

    private static void Show(Exception e)
    {
        foreach (string line in e.StackTrace.Split('\n'))
        {
            string text = line.Trim();
            if (text.StartsWith("at Corpus.Runtime.Traces", StringComparison.Ordinal))
            {
                int file = text.IndexOf(" in ", StringComparison.Ordinal);
                string method = file < 0 ? text : text[..file];
                Console.WriteLine(method[..method.IndexOf('(')] + text[text.LastIndexOf(':')..]);
            }
        }
    }

    // One line: .NET puts a fault in the line where the evaluation stack was last empty.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Third(int[] numbers) => numbers[3];

    public static int Run()
    {
        try
        {
            Middle(0);
        }
        catch (InvalidOperationException e)
        {
            Show(e);
        }

        try
        {
            try { Middle(0); }
            catch (InvalidOperationException) { throw; }
        }
        catch (InvalidOperationException e)
        {
            Show(e);
        }

        try
        {
            Console.WriteLine(Third(null));
        }
        catch (NullReferenceException e)
        {
            Show(e);
        }

        var never = new Exception("never thrown");
        Console.WriteLine(never.StackTrace == null);
        Console.WriteLine(never);
        Console.WriteLine(new InvalidOperationException("outer", new ArgumentException("inner")));
        return 0;
    }
}
