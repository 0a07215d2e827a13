using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>An 8-byte cell that holds an object reference, or (not <paramref name="IsRef"/>) a byref or T*.</summary>
public readonly record struct PointerSlot(int Offset, bool IsRef);

/// <summary>Sizes and pointer map of instances.</summary>
public sealed class TypeLayout
{
    internal TypeLayout(int size, int alignment, PointerSlot[] pointers, int baseSize, int componentSize)
    {
        Size = size;
        Alignment = alignment;
        Pointers = pointers;
        BaseSize = baseSize;
        ComponentSize = componentSize;
        foreach (PointerSlot pointer in pointers)
        {
            ContainsReferences |= pointer.IsRef;
        }
    }

    /// <summary>Structs: unboxed size. Classes: from the MethodTable pointer to the end of the last field, not rounded up.</summary>
    public int Size { get; }

    /// <summary>
    /// Alignment within an enclosing type, as .NET lays it out; may exceed 8 (Int128, vectors), which neither heap nor
    /// frames honour.
    /// </summary>
    public int Alignment { get; }

    /// <summary>Every pointer cell of an instance (without array elements), by rising offset.</summary>
    /// <remarks>Offsets are those of <see cref="FieldDesc.Offset"/>; the MethodTable pointer is not listed.</remarks>
    public IReadOnlyList<PointerSlot> Pointers { get; }

    /// <summary>Some cell is an object reference or may point into a stack.</summary>
    public bool ContainsPointers => Pointers.Count > 0;

    /// <summary>Some cell is an object reference.</summary>
    public bool ContainsReferences { get; }

    /// <summary>MethodTable.BaseSize: header, MethodTable pointer and (boxed) fields; 0 if there are no such objects.</summary>
    public int BaseSize { get; }

    /// <summary>MethodTable.ComponentSize: bytes per element of an array or string, else 0.</summary>
    public int ComponentSize { get; }
}
