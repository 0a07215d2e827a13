using System;

namespace Corpus;

/// <summary>One image holds all programs: a file of an area's folder is a program, a static class with <c>int Run()</c>.</summary>
/// <remarks>Files with a second dot in their name are parts of a program; the folder Support holds what programs share.</remarks>
public static partial class Program
{
    /// <summary>Begins a line of the batch that is not a program's output. No program prints it.</summary>
    private const string Mark = "\u0001";

    /// <summary>"list" prints the names, "batch" runs all programs or those whose name begins with a further argument, a name runs that one.</summary>
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["list"]:
                foreach ((string name, _) in Programs())
                    Console.WriteLine(name);
                return 0;
            case ["batch", .. string[] prefixes]:
                Batch(prefixes);
                return 0;
            case [string wanted]:
                foreach ((string name, Func<int> run) in Programs())
                {
                    if (name == wanted)
                        return run();
                }

                break;
        }

        Console.Error.WriteLine("no such program");
        return 2;
    }

    private static void Batch(string[] prefixes)
    {
        foreach ((string name, Func<int> run) in Programs())
        {
            if (prefixes.Length != 0 && !Array.Exists(prefixes, p => name.StartsWith(p, StringComparison.Ordinal)))
                continue;
            Console.WriteLine(Mark + "begin " + name);
            string status;
            try
            {
                status = run().ToString();
            }
            catch (Exception e)
            {
                status = "unhandled " + e.GetType().FullName;
            }

            Console.WriteLine(Mark + "end " + status);
        }
    }
}
