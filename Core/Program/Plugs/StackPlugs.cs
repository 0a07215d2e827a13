using System;
using Abi;
using Core.Program.Stacks;

namespace Core.Program.Plugs;

/// <summary>Stacks grow: what the base library asks about theirs.</summary>
internal static unsafe class StackPlugs
{
    // What the base library wants to find free: 64 KiB on 64-bit systems.
    private const ulong SufficientBytes = 64 * 1024;

    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "EnsureSufficientExecutionStack", Hash = "49a850c3442a0190")]
    private static void EnsureSufficientExecutionStack()
    {
        if (!TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException("Insufficient stack to continue executing the program safely.");
    }

    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "TryEnsureSufficientExecutionStack", Hash = "bc1953ed626eb0cf")]
    private static bool TryEnsureSufficientExecutionStack()
    {
        int here = 0;
        return Segments.DepthOf((byte*)&here) + SufficientBytes <= Uthreads.StackLimit;
    }
}
