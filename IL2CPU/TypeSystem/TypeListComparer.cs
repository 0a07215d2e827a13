using System;
using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Compares lists of interned types element by element.</summary>
internal sealed class TypeListComparer : IEqualityComparer<TypeDesc[]>
{
    public static readonly TypeListComparer Instance = new();

    public bool Equals(TypeDesc[]? x, TypeDesc[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(TypeDesc[] obj)
    {
        int hash = obj.Length;
        foreach (TypeDesc type in obj)
        {
            hash = (hash * 31) + type.Id;
        }

        return hash;
    }
}
