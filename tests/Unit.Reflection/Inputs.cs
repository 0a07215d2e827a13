using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>The base library and Assets.Reflection.</summary>
internal static class Inputs
{
    private static readonly string s_baseLibrary = typeof(Inputs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "BaseLibrary").Value!;

    private static readonly Lazy<TypeSystemContext> s_shared = new(NewContext);

    public static TypeSystemContext Shared => s_shared.Value;

    public static ModuleDesc Assets => Shared.ResolveAssembly("Assets.Reflection");

    public static TypeSystemContext NewContext()
    {
        IEnumerable<string> references =
        [
            .. Directory.GetFiles(Path.Combine(s_baseLibrary, "native"), "*.dll").Order(StringComparer.Ordinal),
            .. Directory.GetFiles(Path.Combine(s_baseLibrary, "lib", "net10.0"), "*.dll").Order(StringComparer.Ordinal),
            Path.Combine(AppContext.BaseDirectory, "Assets.Reflection.dll"),
        ];
        return new TypeSystemContext(references, new FeatureSwitches());
    }
}
