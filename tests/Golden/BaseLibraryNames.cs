using System;
using System.IO;
using System.Linq;
using System.Reflection;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace Golden;

/// <summary>Finds types and members of the base library by the full names textual IR uses.</summary>
internal sealed class BaseLibraryNames : IIRNames
{
    private static readonly Lazy<TypeSystemContext> s_context = new(Load);

    public static readonly BaseLibraryNames Instance = new();

    public TypeDesc Type(string fullName) => s_context.Value.FindType(fullName) ?? throw new FormatException($"no type {fullName}");

    public MethodDesc Method(string fullName)
    {
        int name = fullName.LastIndexOf('.', fullName.IndexOf('(', StringComparison.Ordinal));
        TypeDesc type = Type(fullName[..name].TrimEnd('.'));
        return type.Methods.FirstOrDefault(method => method.FullName == fullName) ?? throw new FormatException($"no method {fullName}");
    }

    public FieldDesc Field(string typeName, string fieldName) =>
        Type(typeName).FindField(fieldName) ?? throw new FormatException($"no field {typeName}.{fieldName}");

    private static TypeSystemContext Load()
    {
        string root = typeof(BaseLibraryNames).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BaseLibrary").Value!;
        string[] files = Directory.GetFiles(Path.Combine(root, "native"), "System.Private.*.dll");
        var context = new TypeSystemContext(files.Order(StringComparer.Ordinal), new FeatureSwitches());
        _ = context.CoreLibrary;
        return context;
    }
}
