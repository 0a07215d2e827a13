namespace IL2CPU.TypeSystem;

/// <summary>Methods that exist on every array type without metadata.</summary>
public enum ArrayMethodKind
{
    None,
    Get,
    Set,
    Address,

    /// <summary>Takes one length per dimension.</summary>
    Constructor,

    /// <summary>Takes a lower bound and a length per dimension, alternating.</summary>
    ConstructorWithBounds,
}
