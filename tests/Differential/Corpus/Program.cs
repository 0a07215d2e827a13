using System;
using Corpus.Exceptions;
using Corpus.Language;
using Corpus.Library;
using Corpus.Memory;
using Corpus.Runtime;
using Corpus.Types;

namespace Corpus;

/// <summary>One image holds all programs; the first argument says which one runs, or "list" prints their names.</summary>
public static class Program
{
    private static readonly (string Name, Func<int> Run)[] s_programs =
    [
        ("Arithmetic", Arithmetic.Run),
        ("Conversions", Conversions.Run),
        ("CheckedMath", CheckedMath.Run),
        ("ControlFlow", ControlFlow.Run),
        ("Closures", Closures.Run),
        ("Iterators", Iterators.Run),
        ("Patterns", Patterns.Run),
        ("Structs", Structs.Run),
        ("Generics", Generics.Run),
        ("Interfaces", Interfaces.Run),
        ("StaticConstructors", StaticConstructors.Run),
        ("Flow", Flow.Run),
        ("Faults", Faults.Run),
        ("Arrays", Arrays.Run),
        ("Spans", Spans.Run),
        ("Collect", Collect.Run),
        ("DeepStacks", DeepStacks.Run),
        ("Strings", Strings.Run),
        ("Collections", Collections.Run),
        ("Linq", Linq.Run),
        ("Unwinding", Unwinding.Run),
        ("TypeInitialisers", TypeInitialisers.Run),
        ("Reachability", Reachability.Run),
        ("StackShapes", StackShapes.Run),
        ("Traces", Traces.Run),
        ("Locks", Locks.Run),
    ];

    public static int Main(string[] args)
    {
        if (args.Length != 1)
            return 2;
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
