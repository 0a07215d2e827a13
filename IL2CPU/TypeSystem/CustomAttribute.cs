using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>A decoded attribute.</summary>
/// <remarks>
/// Values are boxed primitives (enums as their underlying type), strings, TypeDesc for typeof, and object?[] for
/// arrays.
/// </remarks>
public sealed class CustomAttribute
{
    internal CustomAttribute(MethodDesc constructor, IReadOnlyList<object?> fixedArguments, IReadOnlyList<KeyValuePair<string, object?>> namedArguments)
    {
        Constructor = constructor;
        FixedArguments = fixedArguments;
        NamedArguments = namedArguments;
    }

    public TypeDesc Type => Constructor.OwningType;

    public MethodDesc Constructor { get; }

    public IReadOnlyList<object?> FixedArguments { get; }

    public IReadOnlyList<KeyValuePair<string, object?>> NamedArguments { get; }

    /// <summary>The value of a property or field set by name; null if it is not set.</summary>
    public object? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, object?> argument in NamedArguments)
            {
                if (argument.Key == name)
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }
}
