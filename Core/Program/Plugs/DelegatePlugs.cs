using System;

namespace Core.Program.Plugs;

/// <summary>What of System.Delegate needs reflection.</summary>
internal static class DelegatePlugs
{
    [Plug("System.Delegate", "DynamicInvokeImpl", Hash = "1e9be2aab9e82d4c")]
    private static object? DynamicInvoke(Delegate target, object?[]? arguments) =>
        throw new PlatformNotSupportedException($"Delegate.DynamicInvoke needs reflection, which is not supported: cast to {target.GetType()} and call that.");
}
