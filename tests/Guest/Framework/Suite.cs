using System;

namespace GuestFramework;

/// <summary>Runs tests one after another and reports each on a line of standard output. Pairs with Build.Testing.GuestSuite.</summary>
public sealed class Suite
{
    private readonly string _filter;
    private int _results;
    private int _failures;

    /// <param name="arguments">The first, if any: only tests whose name contains it run.</param>
    public Suite(string[] arguments) => _filter = arguments.Length == 0 ? "" : arguments[0];

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
