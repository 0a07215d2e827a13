namespace Core.Program.Plugs;

/// <summary>Questions about room on the stack.</summary>
/// <remarks>The base library caches the limit of a thread's stack, but ours move. Growth makes room; the end is a clean error.</remarks>
internal static class StackCheckPlugs
{
    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "EnsureSufficientExecutionStack")]
    private static void EnsureSufficientExecutionStack()
    {
    }

    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "TryEnsureSufficientExecutionStack")]
    private static bool TryEnsureSufficientExecutionStack() => true;
}
