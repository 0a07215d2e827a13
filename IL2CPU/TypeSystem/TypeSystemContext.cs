using System;
using System.Collections.Generic;
using System.IO;

namespace IL2CPU.TypeSystem;

/// <summary>All modules, types and members of one compilation. Not thread safe.</summary>
public sealed partial class TypeSystemContext
{
    private const string CoreLibraryName = "System.Private.CoreLib";
    private readonly Dictionary<string, string> _references = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ModuleDesc> _bySimpleName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ModuleDesc> _modules = [];
    private readonly TypeDesc?[] _wellKnown = new TypeDesc?[WellKnownTypes.Count];
    private ModuleDesc? _coreLibrary;
    private int _nextTypeId;
    private int _nextMemberId;

    /// <param name="referencePaths">DLL files; the first of each simple name counts. Opened when needed.</param>
    public TypeSystemContext(IEnumerable<string> referencePaths, FeatureSwitches switches)
    {
        foreach (string path in referencePaths)
        {
            _references.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        Switches = switches;
        Substitutions = new Substitutions(switches);
    }

    public FeatureSwitches Switches { get; }

    /// <summary>Constants the feature switches put in place of methods and fields.</summary>
    public Substitutions Substitutions { get; }

    /// <summary>Modules in the order they were loaded.</summary>
    public IReadOnlyList<ModuleDesc> Modules => _modules;

    public ModuleDesc CoreLibrary => _coreLibrary ??= ResolveAssembly(CoreLibraryName);

    /// <summary>Opens a managed DLL or EXE.</summary>
    /// <exception cref="TypeSystemException">The file is missing, damaged, native or for another machine.</exception>
    public ModuleDesc LoadModule(string path)
    {
        string full = Path.GetFullPath(path);
        foreach (ModuleDesc module in _modules)
        {
            if (module.Path == full)
            {
                return module;
            }
        }

        ModuleDesc loaded = ModuleDesc.Open(this, full);
        if (!_bySimpleName.TryAdd(loaded.SimpleName, loaded))
        {
            throw new TypeSystemException(
                $"{path}: an assembly called {loaded.SimpleName} is already loaded from {_bySimpleName[loaded.SimpleName].Path}");
        }

        _modules.Add(loaded);
        return loaded;
    }

    /// <summary>The loaded assembly of that name, or the reference file of that name, opened now.</summary>
    public ModuleDesc ResolveAssembly(string simpleName)
    {
        if (_bySimpleName.TryGetValue(simpleName, out ModuleDesc? module))
        {
            return module;
        }

        if (!_references.TryGetValue(simpleName, out string? path))
        {
            throw new TypeSystemException($"assembly {simpleName} is not among the {_references.Count} reference files");
        }

        module = LoadModule(path);
        if (!module.SimpleName.Equals(simpleName, StringComparison.OrdinalIgnoreCase))
        {
            throw new TypeSystemException($"{path}: contains assembly {module.SimpleName}, not {simpleName}");
        }

        return module;
    }

    public bool TryResolveAssembly(string simpleName, out ModuleDesc? module)
    {
        bool known = _bySimpleName.ContainsKey(simpleName) || _references.ContainsKey(simpleName);
        module = known ? ResolveAssembly(simpleName) : null;
        return known;
    }

    public TypeDesc GetWellKnown(WellKnownType type) => _wellKnown[(int)type] ??= FindWellKnown(type);

    /// <summary>Finds a definition by full name, <c>Namespace.Outer+Inner`1</c>: CoreLib first, then in load order.</summary>
    public TypeDesc? FindType(string fullName)
    {
        if (CoreLibrary.FindType(fullName) is { } found)
        {
            return found;
        }

        // By index: following a forwarder may load further modules.
        for (int i = 0; i < _modules.Count; i++)
        {
            if (_modules[i].FindType(fullName) is { } type)
            {
                return type;
            }
        }

        return null;
    }

    internal int NextTypeId() => _nextTypeId++;

    internal int NextMemberId() => _nextMemberId++;

    private TypeDesc FindWellKnown(WellKnownType type)
    {
        string name = WellKnownTypes.FullName(type);
        return CoreLibrary.FindType(name) ?? throw new TypeSystemException($"{CoreLibrary.Path}: {name} is missing");
    }
}
