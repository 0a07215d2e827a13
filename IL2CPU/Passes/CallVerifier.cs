using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Checks direct calls against the bodies they reach: what no look at one body alone can see.</summary>
internal static class CallVerifier
{
    private const string Rule = "a direct call passes and receives what its target declares";

    /// <exception cref="IRVerificationException">Arguments or results of a call differ from the target's in number or kind.</exception>
    public static void Verify(MethodBody body, PassContext context)
    {
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Body.Count; i++)
            {
                Value call = block.Body[i];
                if (call.Op != Op.Call || context.FindBody((Symbol)call.Aux!) is not { } target)
                    continue;
                Value? second = i + 1 < block.Body.Count && block.Body[i + 1].Op == Op.SecondResult ? block.Body[i + 1] : null;
                if (!ArgumentsFit(call, target) || !ResultsFit(call, second, target))
                    throw new IRVerificationException(body.Symbol.Name, block.ToString(), IRPrinter.Print(call), Rule, $"of {target.Symbol.Name}");
            }
        }
    }

    private static bool ArgumentsFit(Value call, MethodBody target)
    {
        bool fits = call.ArgCount == target.Parameters.Length;
        for (int i = 0; fits && i < call.ArgCount; i++)
            fits = TravelAlike(call.Arg(i).Kind, target.Parameters[i]);
        return fits;
    }

    // Helpers written in C# take as a pointer (MethodTable*) what the compiler passes as an address: the same register.
    private static bool TravelAlike(Kind a, Kind b) => a == b || (a.Is64 && b.Is64 && !a.IsFloat && !b.IsFloat);

    // A result nobody uses may be left out.
    private static bool ResultsFit(Value call, Value? second, MethodBody target) =>
        (call.Kind == Kind.Void || (target.Results.Length > 0 && TravelAlike(target.Results[0], call.Kind)))
        && (second is null || (target.Results.Length > 1 && target.Results[1] == second.Kind));
}
