namespace IL2CPU.TypeSystem;

/// <summary>What a type definition is, decided by its base class and flags.</summary>
internal enum TypeShape
{
    Unknown,
    Class,
    Interface,
    Delegate,
    Struct,
    Enum,
}
