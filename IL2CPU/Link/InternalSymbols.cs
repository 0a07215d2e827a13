using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link;

/// <summary>Name record of a type: <see cref="Abi.TypeName"/>.</summary>
internal sealed record TypeNameSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.Name";
}

/// <summary>Members of an enum: <see cref="Abi.EnumTable"/>.</summary>
internal sealed record EnumTableSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.EnumTable";
}

/// <summary>The MethodTable's writable cell, which holds the RuntimeType.</summary>
internal sealed record WritableCellSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.WritableData";
}

/// <summary>Type arguments or variance of a generic type, kept outside the MethodTable.</summary>
internal sealed record GenericCompositionSymbol(TypeDesc Type) : Symbol
{
    public override string Name => $"{Type.FullName}.Composition";
}

/// <summary>Distance of a type's statics block from the start of the image.</summary>
internal sealed record StaticsOffset(TypeDesc Type) : OffsetSymbol
{
    public override string Name => $"{Type.FullName}.StaticsOffset";
}
