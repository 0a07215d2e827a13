using System;

namespace GuestFramework;

/// <summary>Runs tests one after another and reports each on a line of standard output. Pairs with Build.Testing.GuestSuite.</summary>
public sealed class Suite
{
    private readonly string _filter;
    private int _results;
    private int _failures;

    /// <param name="arguments">"--light": smaller sizes, for the stress modes. Another word: only tests whose name contains it run.</param>
    public Suite(string[] arguments)
    {
        _filter = "";
        foreach (string word in arguments)
        {
            if (word == "--light")
                IsLight = true;
            else
                _filter = word;
        }
    }

    /// <summary>The run is under a stress mode that makes every call or allocation expensive.</summary>
    public static bool IsLight { get; private set; }

    /// <summary>A size: the full one, or a tenth under a stress mode.</summary>
    public static int Scaled(int size) => IsLight ? size / 10 : size;

    /// <summary>Runs one test; any exception is its failure.</summary>
    public void Test(string name, Action body)
    {
        if (!name.Contains(_filter, StringComparison.Ordinal))
            return;
        _results++;
        try
        {
            body();
            Console.WriteLine("passed " + name);
        }
        catch (Exception e)
        {
            _failures++;
            Console.WriteLine("failed " + name + ": " + e.GetType().Name + ": " + OneLine(e.Message));
        }
    }

    /// <summary>Prints the closing line.</summary>
    /// <returns>The exit status of the suite.</returns>
    public int Finish()
    {
        Console.WriteLine("finished " + _results);
        return _failures == 0 ? 0 : 1;
    }

    private static string OneLine(string text) => text.Replace('\n', ' ');
}
