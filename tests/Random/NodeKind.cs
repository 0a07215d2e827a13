namespace Random;

/// <summary>What the reducer may do with a node.</summary>
public enum NodeKind
{
    /// <summary>Has a type; may be replaced by another of the type.</summary>
    Expression,

    /// <summary>May be left out, or replaced by what is in one of its blocks.</summary>
    Statement,

    /// <summary>A list of statements, or of members, or of declarations.</summary>
    Block,
}
