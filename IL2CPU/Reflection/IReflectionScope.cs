using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

/// <summary>What the image describes. Predicates are asked for definitions (uninstantiated).</summary>
public interface IReflectionScope
{
    /// <summary>Type definitions described with members, in a deterministic order.</summary>
    IReadOnlyList<TypeDesc> Described { get; }

    bool Describes(MethodDesc method);

    bool Describes(FieldDesc field);

    /// <summary>Whether an attribute made by this constructor is written. Asked for the exact one, which of a generic attribute is of an instance.</summary>
    bool DescribesAttribute(MethodDesc constructor);
}
