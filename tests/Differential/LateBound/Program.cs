using System;

namespace LateBound;

/// <summary>The programs of this assembly: see <see cref="Selection"/>.</summary>
public static class Program
{
    private static readonly (string Name, Func<int> Run)[] s_programs =
    [
        ("Dynamics", Dynamics.Run),
        ("Expressions", Expressions.Run),
    ];

    public static int Main(string[] args) => Selection.Run(args, s_programs);
}
