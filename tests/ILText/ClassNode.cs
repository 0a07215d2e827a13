using System.Collections.Generic;
using System.Reflection;

namespace ILText;

/// <summary>A declared type.</summary>
internal sealed class ClassNode
{
    public required string Name { get; init; }

    public required TypeAttributes Attributes { get; init; }

    /// <summary>The class this one is nested in.</summary>
    public required ClassNode? Outer { get; init; }

    public List<TypeParameterNode> TypeParameters { get; init; } = [];

    public TypeNode? Base { get; set; }

    public List<TypeNode> Interfaces { get; } = [];

    public List<FieldNode> Fields { get; } = [];

    public List<MethodNode> Methods { get; } = [];

    public List<AttributeNode> CustomAttributes { get; } = [];

    public int Pack { get; set; }

    public int Size { get; set; }

    public string FullName => Outer is null ? Name : $"{Outer.FullName}/{Name}";
}
