using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>An argument or a named local of a method's source.</summary>
public sealed class SourceVariable
{
    public required string Name { get; init; }

    public required TypeDesc Type { get; init; }

    public required bool IsParameter { get; init; }

    /// <summary>Slot that holds it, but for what <see cref="SourceVariables.Promote"/> has taken out; null if it lives in values.</summary>
    public Slot? Home { get; set; }

    public override string ToString() => Name;
}
