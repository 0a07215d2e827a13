using System;

namespace Serialized;

/// <summary>"list" prints the names of the programs, a name runs that one.</summary>
public static class Program
{
    private static readonly (string Name, Func<int> Run)[] s_programs =
    [
        ("JsonDocuments", JsonDocuments.Run),
        ("JsonShapes", JsonShapes.Run),
    ];

    public static int Main(string[] args)
    {
        foreach ((string name, Func<int> run) in s_programs)
        {
            if (args[0] == "list")
                Console.WriteLine(name);
            else if (args[0] == name)
                return run();
        }

        return args[0] == "list" ? 0 : 2;
    }
}
