using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>One value of the IL evaluation stack.</summary>
/// <remarks>
/// A struct is the address of its bytes. They are either the entry's own (a temporary nobody else writes) or still in the
/// place they were loaded from, in which case they must be copied before that place is written.
/// </remarks>
internal struct StackEntry
{
    public const int OwnedBytes = 0;
    public const int AliasesMemory = 1;

    /// <summary>Plus the variable: aliases a variable whose address is never taken, so only a store to it matters.</summary>
    public const int AliasesVariable = 2;

    public Value? Value;
    public TypeDesc? Type;
    public bool IsStruct;
    public int Alias;

    /// <summary>For the result of ldftn or ldvirtftn: the method named.</summary>
    public MethodDesc? Function;

    /// <summary>Box not yet made: the payload is at hand. Value is null until it is made.</summary>
    public LazyBox? Box;

    /// <summary>For the result of ldtoken: TypeDesc, FieldDesc or MethodDesc. Value is null until it is needed.</summary>
    public object? Token;

    public static StackEntry Scalar(Value value, TypeDesc? type = null) => new() { Value = value, Type = type };

    public static StackEntry Struct(Value address, TypeDesc type, int alias = OwnedBytes) =>
        new() { Value = address, Type = type, IsStruct = true, Alias = alias };
}

/// <summary>A boxed value that need not become an object when only its type or payload is asked for.</summary>
/// <param name="Type">The value type.</param>
/// <param name="Payload">Scalar value, or the address of an unshared copy of the struct.</param>
internal sealed record LazyBox(TypeDesc Type, Value Payload)
{
    /// <summary>The object, once made; valid within the block that made it.</summary>
    public Value? Object { get; set; }
}
