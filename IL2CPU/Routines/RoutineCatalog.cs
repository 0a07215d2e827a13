using System;
using System.Collections.Generic;
using System.Reflection;
using IL2CPU.X64;

namespace IL2CPU.Routines;

/// <summary>The routines available to one kind of image, by linkage name.</summary>
public sealed class RoutineCatalog
{
    private readonly SortedDictionary<string, (RoutineAttribute Attribute, Action<RoutineAssembler> Emit)> _routines = new(StringComparer.Ordinal);

    /// <summary>Collects every routine of this assembly for the images given.</summary>
    /// <param name="images">All bits that describe the image: Program with Linux or Metal; Native; Kernel.</param>
    public RoutineCatalog(RoutineImages images)
    {
        foreach (Type type in typeof(RoutineCatalog).Assembly.GetTypes())
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<RoutineAttribute>() is not { } attribute || (attribute.Images & images) == 0)
                    continue;
                if (!_routines.TryAdd(attribute.Name, (attribute, method.CreateDelegate<Action<RoutineAssembler>>())))
                    throw new InvalidOperationException($"two routines are named {attribute.Name}");
            }
        }
    }

    /// <summary>Linkage names in ordinal order.</summary>
    public IEnumerable<string> Names => _routines.Keys;

    public bool Contains(string name) => _routines.ContainsKey(name);

    /// <summary>Emits one routine.</summary>
    /// <exception cref="KeyNotFoundException">No such routine for this image.</exception>
    public CompiledCode Emit(string name)
    {
        (RoutineAttribute attribute, Action<RoutineAssembler> emit) = _routines[name];
        var assembler = new RoutineAssembler(attribute);
        emit(assembler);
        return assembler.Finish();
    }
}
