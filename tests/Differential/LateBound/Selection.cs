using System;

namespace LateBound;

/// <summary>Programs of one assembly, chosen by name on the command line.</summary>
internal static class Selection
{
    /// <summary>For each argument, "list" prints the names of the programs, a name runs that one.</summary>
    /// <returns>The sum of what the programs returned.</returns>
    public static int Run(string[] args, params (string Name, Func<int> Run)[] programs)
    {
        int status = 0;
        foreach (string argument in args)
        {
            foreach ((string name, Func<int> run) in programs)
            {
                if (argument == "list")
                    Console.WriteLine(name);
                else if (argument == name)
                    status += run();
            }
        }

        return status;
    }
}
