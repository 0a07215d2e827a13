using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Reflection.Runtime.General;
using Internal.Metadata.NativeFormat;
using Internal.Reflection.Core;

namespace Core.Reflection.Types;

/// <summary>Assemblies by name: those of which the image describes anything. There are no others to load.</summary>
internal sealed class ScopeBinder : AssemblyBinder
{
    private readonly List<AssemblyBindResult> _scopes = [];
    private readonly List<RuntimeAssemblyName> _names = [];

    public ScopeBinder()
    {
        MetadataReader reader = ImageMetadata.Reader;
        foreach (ScopeDefinitionHandle scope in reader.ScopeDefinitions)
        {
            _scopes.Add(new AssemblyBindResult { Reader = reader, ScopeDefinitionHandle = scope });
            _names.Add(scope.ToRuntimeAssemblyName(reader));
        }
    }

    public override bool Bind(RuntimeAssemblyName refName, bool cacheMissedLookups, out AssemblyBindResult result, out Exception exception)
    {
        result = default;
        exception = null!;
        for (int i = 0; i < _names.Count; i++)
        {
            if (!_names[i].Name.Equals(refName.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (refName.Version is { } wanted && IsOlder(_names[i].Version!, wanted))
            {
                exception = new FileLoadException($"The assembly is there in version {_names[i].Version}, asked for was '{refName.FullName}'.");
                return false;
            }

            result = _scopes[i];
            return true;
        }

        exception = new FileNotFoundException($"Could not load file or assembly '{refName.FullName}'. A program has the assemblies it was compiled with.");
        return false;
    }

    public override IList<AssemblyBindResult> GetLoadedAssemblies() => _scopes;

    // Parts not asked for are -1.
    private static bool IsOlder(Version there, Version wanted)
    {
        if (there.Major != wanted.Major)
            return there.Major < wanted.Major;
        if (there.Minor != wanted.Minor)
            return there.Minor < wanted.Minor;
        if (there.Build != wanted.Build)
            return there.Build < wanted.Build;
        return there.Revision < wanted.Revision;
    }
}
