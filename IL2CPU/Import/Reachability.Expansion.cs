using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Generic methods that lead to themselves with ever larger type arguments. At run time there is an end, here there is none.
// In the program that is an error. In the base library it is a method few programs call, and none deeper than a step or two
// (ThenBy of parallel queries): behind a few steps a call of it throws.
public sealed partial class Reachability
{
    // What is less deep is not looked at. What is deeper than the limit grows in another way than by leading to itself.
    private const int FreeDepth = 4;
    private const int DepthLimit = 32;
    private const int LibrarySteps = 3;
    private const int OwnSteps = 6;
    private const int WayLimit = 256;
    private const string CutOffException = "System.TypeLoadException";

    private readonly HashSet<string> _endless = [];

    private bool IsCutOff(MethodSymbol symbol)
    {
        MethodDesc method = symbol.Method;
        int depth = method.OwningType.Depth;
        foreach (TypeDesc argument in method.Arguments)
            depth = Math.Max(depth, argument.Depth + 1);
        if (depth <= FreeDepth)
            return false;
        bool isOwn = _options.RuntimeModules.Contains(method.Module);
        bool isEndless = StepsToItself(symbol) >= (isOwn ? OwnSteps : LibrarySteps);
        if (isEndless && !isOwn)
            return true;
        if (!isEndless && depth <= DepthLimit)
            return false;
        // One report for all that one method leads to: the constructor of a type that grows, and its methods.
        string from = ReachedFrom().TryGetValue(KeyOf(symbol), out ReachStep step) ? step.Method : symbol.Name;
        if (!_endless.Add(WithoutArguments(from, out _)))
            return true;
        throw new CompilerDiagnosticException(
            $"generic instantiation without end: {Shortened(method.FullName)}; what it needs are types that contain its own type arguments, and so on: "
            + "use a type that does not grow (an interface, a base class, object) at one of the steps below", method, -1);
    }

    private static string CutOffMessage(MethodSymbol symbol) =>
        $"{WithoutArguments(symbol.Name, out _)} leads to itself with ever larger type arguments: this image has the first steps only.";

    /// <summary>How often the way to a method leads through itself, each time with type arguments of less depth than the next time.</summary>
    private int StepsToItself(MethodSymbol symbol)
    {
        string own = WithoutArguments(symbol.Name, out int depth);
        object at = symbol;
        int steps = 0;
        for (int i = 0; i < WayLimit && ReachedFrom().TryGetValue(KeyOf(at), out ReachStep from); i++)
        {
            at = from.Place;
            if (WithoutArguments(from.Method, out int outer) != own)
                continue;
            if (outer >= depth)
                break;
            depth = outer;
            steps++;
        }

        return steps;
    }

    /// <param name="name">Full name of a method.</param>
    /// <param name="deepest">How deep its type arguments are, arrays of arrays too.</param>
    private static string WithoutArguments(string name, out int deepest)
    {
        int end = name.IndexOf('(', StringComparison.Ordinal);
        var text = new StringBuilder(name.Length);
        int depth = 0;
        int arrays = 0;
        deepest = 0;
        foreach (char c in end < 0 ? name : name.AsSpan(0, end))
        {
            depth += c == '<' ? 1 : 0;
            arrays = c is '[' ? arrays + 1 : c is ']' or ',' ? arrays : 0;
            deepest = Math.Max(deepest, depth + arrays);
            if (depth == 0)
                text.Append(c);
            depth -= c == '>' ? 1 : 0;
        }

        return text.ToString();
    }

    private static string Shortened(string name) => name.Length <= 200 ? name : name[..200] + "...";
}
