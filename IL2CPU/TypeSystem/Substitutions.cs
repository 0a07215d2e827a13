using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Bodies and fields that the feature switches turn into constants.</summary>
/// <remarks>
/// Sources: the ILLink.Substitutions.xml resource of every loaded assembly, [FeatureSwitchDefinition] and
/// [FeatureGuard]. Asked with a method of any instantiation; the definition decides.
/// </remarks>
public sealed class Substitutions
{
    private readonly FeatureSwitches _switches;
    private readonly Dictionary<ModuleDesc, SubstitutionTable> _tables = [];
    private readonly Dictionary<MethodDesc, bool?> _guards = [];

    internal Substitutions(FeatureSwitches switches)
    {
        _switches = switches;
    }

    /// <summary>The method does nothing but return this integer, boolean or (0) null or default value.</summary>
    public bool TryGetConstant(MethodDesc method, out long value)
    {
        MethodDesc definition = method.Definition;
        value = 0;
        if (Table(definition.Module).Stubs.TryGetValue(definition, out long stub))
        {
            value = stub;
            return true;
        }

        if (!_guards.TryGetValue(definition, out bool? guard))
        {
            guard = FeatureGuard.Evaluate(definition, _switches);
            _guards.Add(definition, guard);
        }

        value = guard == true ? 1 : 0;
        return guard is not null;
    }

    /// <summary>The body is replaced by a throw: nothing may get there.</summary>
    public bool IsRemoved(MethodDesc method) => Table(method.Module).Removed.Contains(method.Definition);

    /// <summary>The static field is never written and always holds this value.</summary>
    public bool TryGetFieldConstant(FieldDesc field, out long value) =>
        Table(field.Module).Fields.TryGetValue(field.Definition, out value);

    private SubstitutionTable Table(ModuleDesc module)
    {
        if (!_tables.TryGetValue(module, out SubstitutionTable? table))
        {
            table = SubstitutionReader.Read(module, _switches);
            _tables.Add(module, table);
        }

        return table;
    }
}
