using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Methods with a linkage name: [Export] of the image's own assemblies, then [RuntimeExport] of the base library.</summary>
internal sealed class ExportTable
{
    private const string ExportAttribute = "Core.ExportAttribute";
    private readonly Dictionary<string, MethodDesc> _own = [];
    private readonly TypeSystemContext _types;
    private Dictionary<string, MethodDesc>? _library;

    public ExportTable(TypeSystemContext types, IReadOnlyList<ModuleDesc> modules)
    {
        _types = types;
        foreach (ModuleDesc module in modules)
        {
            foreach (MethodDesc method in AttributedMethods.Find(module, "Core", "ExportAttribute"))
                Add(method);
        }
    }

    public MethodDesc? Find(string name) =>
        _own.TryGetValue(name, out MethodDesc? method) || (_library ??= ReadLibrary()).TryGetValue(name, out method) ? method : null;

    private void Add(MethodDesc method)
    {
        if (!method.IsStatic || method.ContainsGenericParameters)
            throw new CompilerDiagnosticException($"[Export] on {method.FullName}: only static methods without type parameters can be exported", method, -1);
        string name = method.GetAttribute(ExportAttribute)?.FixedArguments is [string text] ? text : method.Name;
        if (!_own.TryAdd(name, method))
            throw new CompilerDiagnosticException($"[Export(\"{name}\")] is on both {_own[name].FullName} and {method.FullName}", method, -1);
    }

    private Dictionary<string, MethodDesc> ReadLibrary()
    {
        var result = new Dictionary<string, MethodDesc>();
        foreach (MethodDesc method in AttributedMethods.Find(_types.CoreLibrary, "System.Runtime", "RuntimeExportAttribute"))
        {
            if (method.RuntimeExport is { } name)
                result.TryAdd(name, method);
        }

        return result;
    }
}
