using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

/// <summary>A type with a record: numbers of the records it refers to, known when everything that is mentioned has been found.</summary>
internal sealed class TypeEntry
{
    public TypeEntry(TypeDesc type, int record, bool isDescribed)
    {
        Type = type;
        Record = record;
        IsDescribed = isDescribed;
    }

    public TypeDesc Type { get; }

    public int Record { get; }

    /// <summary>With members; else a bare definition.</summary>
    public bool IsDescribed { get; }

    public TypeDefinition Row => Type.Module.Reader.GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.EntityHandle(Type.Token));

    public int BaseType { get; set; }

    public List<int> NestedTypes { get; } = [];

    public List<int> Methods { get; } = [];

    public List<int> Fields { get; } = [];

    public List<int> Properties { get; } = [];

    public List<int> Events { get; } = [];

    public List<int> GenericParameters { get; set; } = [];

    public List<int> Interfaces { get; } = [];

    public List<int> Attributes { get; set; } = [];
}
