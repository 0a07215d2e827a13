using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Settings of runtime features, known at compile time and folded into the code.</summary>
public sealed class FeatureSwitches
{
    private readonly Dictionary<string, bool> _values = [];

    /// <summary>The defaults: everything that needs a JIT, a debugger protocol or a resource reader is off.</summary>
    public FeatureSwitches()
    {
        Set("System.Diagnostics.Tracing.EventSource.IsSupported", false);
        Set("System.Diagnostics.Debugger.IsSupported", false);
        Set("System.Diagnostics.StackTrace.IsSupported", false);
        Set("System.Reflection.Metadata.MetadataUpdater.IsSupported", false);
        Set("System.Runtime.InteropServices.BuiltInComInterop.IsSupported", false);
        Set("System.Runtime.InteropServices.EnableConsumingManagedCodeFromNativeHosting", false);
        Set("System.Runtime.InteropServices.EnableCppCLIHostActivation", false);
        Set("System.Runtime.Serialization.EnableUnsafeBinaryFormatterSerialization", false);
        Set("System.StartupHookProvider.IsSupported", false);
        Set("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
        Set("System.Runtime.CompilerServices.RuntimeFeature.IsMultithreadingSupported", true);
        Set("System.Text.Encoding.EnableUnsafeUTF7Encoding", false);
        Set("System.Globalization.Invariant", true);
        Set("System.Globalization.PredefinedCulturesOnly", true);
        Set("System.Resources.UseSystemResourceKeys", true);
        Set("System.Linq.Enumerable.IsSizeOptimized", true);
        Set("System.Linq.Expressions.CanEmitObjectArrayDelegate", false);
    }

    public void Set(string name, bool value) => _values[name] = value;

    /// <summary>False when nothing is said about the feature: the program decides at run time.</summary>
    public bool TryGet(string name, out bool value) => _values.TryGetValue(name, out value);
}
