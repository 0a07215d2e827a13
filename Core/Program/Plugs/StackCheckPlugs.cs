namespace Core.Program.Plugs;

/// <summary>Questions about room on the stack.</summary>
/// <remarks>The base library caches the limit of a thread's stack, but ours move. Growth makes room; the end is a clean error.</remarks>
internal static class StackCheckPlugs
{
    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "EnsureSufficientExecutionStack", Hash = "49a850c3442a0190")]
    private static void EnsureSufficientExecutionStack()
    {
    }

    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "TryEnsureSufficientExecutionStack", Hash = "bc1953ed626eb0cf")]
    private static bool TryEnsureSufficientExecutionStack() => true;
}
