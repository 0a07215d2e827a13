using Core.Reflection.Types;
using Internal.Reflection.Core.Execution;
using Internal.Runtime.Augments;

namespace Core.Reflection.Plugs;

/// <summary>Where the base library's reflection finds its environment: whatever asks for it brings it into the image.</summary>
internal static class EnvironmentPlugs
{
    [Plug("Internal.Reflection.Core.Execution.ReflectionCoreExecution", "get_ExecutionEnvironment", Hash = "d1ada3e0aa59e20e")]
    private static ExecutionEnvironment GetEnvironment() => ReflectionEnvironment.Instance;

    [Plug("Internal.Runtime.Augments.RuntimeAugments", "get_TypeLoaderCallbacks", Hash = "e92ade7934dec2ef")]
    private static TypeLoaderCallbacks GetTypeLoader() => ImageTypeLoader.Instance;
}
