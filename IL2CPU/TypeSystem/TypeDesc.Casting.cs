using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

public abstract partial class TypeDesc
{
    // Variance can ask about ever larger types (C : I<I<C>>); a chain this long has no end.
    private const int CastDepthLimit = 64;

    /// <summary>Whether castclass of an object of exactly this type (boxed, for structs) to another type succeeds.</summary>
    /// <remarks>ECMA-335 I.8.7. Unboxing to Nullable is a matter of its argument and not considered here.</remarks>
    public bool IsAssignableTo(TypeDesc other) => IsAssignableTo(other, 0);

    /// <summary>Implements the interface exactly or through variance or array covariance.</summary>
    public bool ImplementsInterface(TypeDesc other) => other.IsInterface && IsAssignableTo(other);

    /// <summary>The implemented instantiation lets objects of this type serve as the wanted one.</summary>
    internal bool ServesInterface(TypeDesc implemented, TypeDesc wanted) =>
        IsVariantOf(implemented, wanted, 0) || (IsSzArray && IsArrayInterface(implemented, wanted, 0));

    private bool IsAssignableTo(TypeDesc other, int depth)
    {
        if (this == other)
        {
            return true;
        }

        if (depth > CastDepthLimit || IsByRef || IsPointer || IsFunctionPointer)
        {
            return false;
        }

        if (other.IsObject)
        {
            return true;
        }

        if (other.IsInterface)
        {
            return IsVariantOf(this, other, depth) || ImplementsInterface(other, depth);
        }

        if (other.IsArray)
        {
            return IsArray
                && IsSzArray == other.IsSzArray
                && Rank == other.Rank
                && AreElementsCompatible(Element, other.Element, depth);
        }

        for (TypeDesc? type = this; type is not null; type = type.BaseType)
        {
            if (type == other || IsVariantOf(type, other, depth))
            {
                return true;
            }
        }

        return false;
    }

    private bool ImplementsInterface(TypeDesc other, int depth)
    {
        IReadOnlyList<TypeDesc> interfaces = Interfaces;
        for (int i = 0; i < interfaces.Count; i++)
        {
            TypeDesc implemented = interfaces[i];
            if (implemented == other
                || IsVariantOf(implemented, other, depth)
                || (IsSzArray && IsArrayInterface(implemented, other, depth)))
            {
                return true;
            }
        }

        return false;
    }

    // IList<string> of string[] serves as IList<object>, IList<int> of int[] as IList<uint>.
    private bool IsArrayInterface(TypeDesc implemented, TypeDesc wanted, int depth) =>
        implemented.Definition == wanted.Definition
        && implemented.Args is [TypeDesc argument]
        && argument == Element
        && wanted.Args.Length == 1
        && AreElementsCompatible(argument, wanted.Args[0], depth);

    private static bool IsVariantOf(TypeDesc type, TypeDesc wanted, int depth)
    {
        if (type.Def is not { } definition || definition != wanted.Def || !definition.HasVariantParameters)
        {
            return false;
        }

        TypeDesc[] from = type.Args;
        TypeDesc[] to = wanted.Args;
        for (int i = 0; i < from.Length; i++)
        {
            bool fits = from[i] == to[i] || definition.Variance[i] switch
            {
                GenericVariance.Covariant => from[i].IsReferenceType && from[i].IsAssignableTo(to[i], depth + 1),
                GenericVariance.Contravariant => to[i].IsReferenceType && to[i].IsAssignableTo(from[i], depth + 1),
                _ => false,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreElementsCompatible(TypeDesc from, TypeDesc to, int depth)
    {
        if (from == to)
        {
            return true;
        }

        if (from.IsReferenceType)
        {
            return to.IsReferenceType && from.IsAssignableTo(to, depth + 1);
        }

        PrimitiveKind kind = Reduced(from);
        return kind != PrimitiveKind.None && kind == Reduced(to);
    }

    // Array elements of one size and kind are interchangeable whatever their sign; bool and char are kinds of their own.
    private static PrimitiveKind Reduced(TypeDesc type) => type.UnderlyingPrimitive switch
    {
        PrimitiveKind.Byte => PrimitiveKind.SByte,
        PrimitiveKind.UInt16 => PrimitiveKind.Int16,
        PrimitiveKind.UInt32 => PrimitiveKind.Int32,
        PrimitiveKind.UInt64 => PrimitiveKind.Int64,
        PrimitiveKind.UIntPtr => PrimitiveKind.IntPtr,
        PrimitiveKind.Void => PrimitiveKind.None,
        PrimitiveKind kind => kind,
    };
}
