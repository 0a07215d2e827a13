using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using Core.Types;

namespace Core.Program.Types;

/// <summary>An assembly as what is left of it at run time: a name. One object per assembly.</summary>
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

    public override AssemblyName GetName(bool copiedName) => new(_name);

    public override bool Equals(object? o) => ReferenceEquals(this, o);

    public override int GetHashCode() => _name.GetHashCode(StringComparison.Ordinal);
}
