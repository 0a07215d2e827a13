using System;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Gives textual IR its types and members, by full name.</summary>
public interface IIRNames
{
    TypeDesc Type(string fullName);

    MethodDesc Method(string fullName);

    FieldDesc Field(string typeName, string fieldName);
}

/// <summary>For IR that names neither types nor members.</summary>
public sealed class NoIRNames : IIRNames
{
    public static readonly NoIRNames Instance = new();

    public TypeDesc Type(string fullName) => throw new FormatException($"no types here: {fullName}");

    public MethodDesc Method(string fullName) => throw new FormatException($"no methods here: {fullName}");

    public FieldDesc Field(string typeName, string fieldName) => throw new FormatException($"no fields here: {typeName}.{fieldName}");
}
