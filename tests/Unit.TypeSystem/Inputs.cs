using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using IL2CPU.TypeSystem;

namespace Unit.TypeSystem;

/// <summary>The base library and the shapes of Assets.TypeSystem, loaded afresh or shared.</summary>
internal static class Inputs
{
    private static readonly Lazy<TypeSystemContext> s_shared = new(() => NewContext());

    public static TypeSystemContext Shared => s_shared.Value;

    public static string AssetsPath => typeof(Assets.TypeSystem.Animal).Assembly.Location;

    public static string BaseLibrary { get; } = typeof(Inputs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "BaseLibrary").Value!;

    public static IReadOnlyList<string> References { get; } =
    [
        .. Directory.GetFiles(Path.Combine(BaseLibrary, "native"), "*.dll").Order(StringComparer.Ordinal),
        .. Directory.GetFiles(Path.Combine(BaseLibrary, "lib", "net10.0"), "*.dll").Order(StringComparer.Ordinal),
    ];

    public static TypeSystemContext NewContext(FeatureSwitches? switches = null)
    {
        TypeSystemContext context = new(References, switches ?? new FeatureSwitches());
        context.LoadModule(AssetsPath);
        return context;
    }

    public static TypeDesc Type(string fullName, params TypeDesc[] arguments)
    {
        TypeDesc type = Shared.FindType(fullName) ?? throw new InvalidOperationException($"{fullName} is not found");
        return arguments.Length == 0 ? type : Shared.MakeInstance(type, arguments);
    }

    public static TypeDesc Asset(string name, params TypeDesc[] arguments) => Type("Assets.TypeSystem." + name, arguments);

    public static TypeDesc Int32 => Shared.GetWellKnown(WellKnownType.Int32);

    public static TypeDesc Object => Shared.GetWellKnown(WellKnownType.Object);

    public static TypeDesc String => Shared.GetWellKnown(WellKnownType.String);

    public static MethodDesc Method(this TypeDesc type, string name) =>
        type.FindMethod(name) ?? throw new InvalidOperationException($"{type.FullName} has no method {name}");

    public static FieldDesc Field(this TypeDesc type, string name) =>
        type.FindField(name) ?? throw new InvalidOperationException($"{type.FullName} has no field {name}");
}
