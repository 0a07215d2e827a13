using System;

namespace LateBound;

/// <summary>"list" prints the names of the programs, names run those.</summary>
public static class Program
{
    private static readonly (string Name, Func<int> Run)[] s_programs =
    [
        ("Dynamics", Dynamics.Run),
        ("Expressions", Expressions.Run),
    ];

    public static int Main(string[] args)
    {
        int status = 0;
        foreach (string argument in args)
        {
            foreach ((string name, Func<int> run) in s_programs)
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
