namespace IL2CPU.TypeSystem;

/// <summary>A value in an attribute with the type it was written with: where an object is expected, that of what is boxed.</summary>
/// <param name="Type">Type of the value; of null what the declaration says, or string where that is object.</param>
/// <param name="Value">
/// A boxed primitive (of an enum its underlying value), a string, TypeDesc for typeof, an array of AttributeArgument, or null.
/// </param>
public readonly record struct AttributeArgument(TypeDesc Type, object? Value);

/// <summary>A property or field that an attribute sets by name.</summary>
public readonly record struct AttributeMember(bool IsField, string Name, AttributeArgument Argument);
