using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading;
using Core.Types;

namespace Core.Program.Types;

/// <summary>An assembly in an image without reflection: a name. One object per assembly.</summary>
/// <remarks>What needs more asks for the real one: with that, reflection is in the image, and this class gives none of its objects away.</remarks>
internal sealed unsafe class ProgramAssembly : Assembly
{
    private static readonly Dictionary<uint, ProgramAssembly> s_all = [];
    private static readonly Lock s_lock = new();
    private readonly string _name;

    private ProgramAssembly(string name) => _name = name;

    public override string FullName => _name;

    public override string Location => "";

    public static ProgramAssembly Of(MethodTable* type)
    {
        uint key = MethodTable.Extension(type)->Name->Assembly;
        lock (s_lock)
        {
            if (!s_all.TryGetValue(key, out ProgramAssembly? assembly))
            {
                assembly = new ProgramAssembly(TypeNames.AssemblyName(type));
                s_all.Add(key, assembly);
            }

            return assembly;
        }
    }

    public override Module ManifestModule => Real.ManifestModule;

    public override IEnumerable<TypeInfo> DefinedTypes => Real.DefinedTypes;

    public override IEnumerable<Type> ExportedTypes => Real.ExportedTypes;

    public override IEnumerable<CustomAttributeData> CustomAttributes => Real.CustomAttributes;

    public override MethodInfo? EntryPoint => Real.EntryPoint;

    private Assembly Real => Load(new AssemblyName(_name));

    public override AssemblyName GetName(bool copiedName) => new(_name);

    public override Type[] GetTypes() => Real.GetTypes();

    public override Type[] GetExportedTypes() => Real.GetExportedTypes();

    public override Type? GetType(string name, bool throwOnError, bool ignoreCase) => Real.GetType(name, throwOnError, ignoreCase);

    public override object[] GetCustomAttributes(bool inherit) => Real.GetCustomAttributes(inherit);

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) => Real.GetCustomAttributes(attributeType, inherit);

    public override bool IsDefined(Type attributeType, bool inherit) => Real.IsDefined(attributeType, inherit);

    public override Stream? GetManifestResourceStream(string name) => Real.GetManifestResourceStream(name);

    public override Stream? GetManifestResourceStream(Type type, string name) => Real.GetManifestResourceStream(type, name);

    public override string[] GetManifestResourceNames() => Real.GetManifestResourceNames();

    public override ManifestResourceInfo? GetManifestResourceInfo(string resourceName) => Real.GetManifestResourceInfo(resourceName);

    public override bool Equals(object? o) => ReferenceEquals(this, o);

    public override int GetHashCode() => _name.GetHashCode(StringComparison.Ordinal);
}
