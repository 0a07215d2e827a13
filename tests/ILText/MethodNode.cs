using System.Collections.Generic;
using System.Reflection;

namespace ILText;

/// <summary>A declared method.</summary>
internal sealed class MethodNode
{
    public required string Name { get; init; }

    public required MethodAttributes Attributes { get; init; }

    public required SignatureNode Signature { get; init; }

    public required List<string> ParameterNames { get; init; }

    public required List<TypeParameterNode> TypeParameters { get; init; }

    public MethodImplAttributes Implementation { get; set; }

    public int MaxStack { get; set; } = 32;

    public bool InitializesLocals { get; set; }

    public List<(string Name, TypeNode Type)> Locals { get; } = [];

    public List<InstructionNode> Code { get; } = [];

    /// <summary>Protected blocks, inner ones first; their places are indices into <see cref="Code"/>.</summary>
    public List<ClauseNode> Clauses { get; } = [];

    /// <summary>Index of the instruction behind each label.</summary>
    public Dictionary<string, int> Labels { get; } = [];

    public List<MethodReference> Overrides { get; } = [];

    public List<AttributeNode> CustomAttributes { get; } = [];
}
