using System.Runtime.InteropServices;

namespace Abi;

/// <summary>What our runtime needs of a type besides the base library's MethodTable; it lies directly in front of the MethodTable.</summary>
/// <remarks>
/// Emitted by the linker for every type, read-only. Generated code reads only <see cref="DispatchRow"/>, at the constant
/// <see cref="DispatchRowOffset"/> from the MethodTable. An address is 0 where the type has no such thing.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MethodTableExtension
{
    /// <summary>Bytes; the extension of the MethodTable at <c>mt</c> begins at <c>mt - Size</c>.</summary>
    public const int Size = 80;

    /// <summary>Offset of <see cref="DispatchRow"/> from the MethodTable.</summary>
    public const int DispatchRowOffset = -8;

    /// <summary>Offset of <see cref="GcDescriptor"/> from the MethodTable.</summary>
    public const int GcDescriptorOffset = -16;

    /// <summary>Offset of <see cref="AllocationSlot"/> from the MethodTable.</summary>
    public const int AllocationSlotOffset = -Size;

    /// <summary>Where an <see cref="AllocationCache"/> has blocks for instances: <see cref="AllocationCache.SlotOffset"/>. For types of fixed size.</summary>
    public ulong AllocationSlot;

    /// <summary>MethodTable of the one-dimensional array of this type, if the image has it.</summary>
    public nuint ArrayType;

    /// <summary>Names and values of an enum.</summary>
    public EnumTable* Enum;

    /// <summary>Class constructor context cell (the 8 bytes before the statics block) of a type with a lazy class constructor.</summary>
    public nuint ClassConstructor;

    /// <summary>Code address of Finalize, of a constructed class that has one.</summary>
    public nuint Finalizer;

    /// <summary>Code address of the parameterless instance constructor where the image contains it.</summary>
    public nuint DefaultConstructor;

    /// <summary>Name for messages and <c>System.Type</c>.</summary>
    public TypeName* Name;

    public MethodTableFlags Flags;

    /// <summary>Index in <see cref="ImageHeader.Types"/>.</summary>
    public uint Index;

    /// <summary>Where an instance holds references; 0 for a type without any.</summary>
    public GcDescriptor* GcDescriptor;

    /// <summary>Row of the dispatch table: the code address of selector s is at row + offset(s). Constructed types only.</summary>
    public nuint DispatchRow;
}

/// <summary>Facts about a type that the base library's flags do not tell.</summary>
[System.Flags]
public enum MethodTableFlags : uint
{
    None = 0,

    /// <summary>Instances may exist: vtable, interfaces and dispatch row are complete. Otherwise only the 24-byte header is meaningful.</summary>
    Constructed = 1,

    /// <summary>
    /// Bits 8 to 15: rank of an array type (1 for one-dimensional); of other types, how many of the last interfaces of the MethodTable the
    /// type does not list but can be cast to by variance.
    /// </summary>
    RankMask = 0xFF00,

    /// <summary>Bits 16 to 31: the lower half of System.Reflection.TypeAttributes.</summary>
    AttributesMask = 0xFFFF0000,

    /// <summary>Bits 1 to 7: bits 16 to 22 of System.Reflection.TypeAttributes; the others mean nothing.</summary>
    HigherAttributesMask = 0xFE,
}

/// <summary>UTF-8 name of a type, as of <c>Type.FullName</c> without assembly names.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TypeName
{
    /// <summary>Bytes of the name, which follows this header.</summary>
    public int Length;

    /// <summary>Bytes of the namespace, without the dot behind it; 0: none.</summary>
    public int NamespaceLength;

    /// <summary>Where the simple name (<c>Type.Name</c>) begins and its length.</summary>
    public int SimpleStart;
    public int SimpleLength;

    /// <summary>Full name of the type's assembly: a name as <see cref="NameCode"/> says.</summary>
    public uint Assembly;

    /// <summary>
    /// Custom attributes whose type is in the image. For each, behind the name and rounded up to 4 bytes, a u32: index of its type in
    /// <see cref="ImageHeader.Types"/>, with bit 31 when derived types inherit it.
    /// </summary>
    public int AttributeCount;

    /// <summary>Bit of an attribute's entry.</summary>
    public const uint InheritedAttribute = 0x80000000;
}

/// <summary>Members of an enum in ascending order of their values taken as unsigned.</summary>
/// <remarks>Followed by Count u64 values (sign- or zero-extended as the underlying type), then Count u32 string offsets.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct EnumTable
{
    public uint Count;

    /// <summary>1: carries [Flags].</summary>
    public uint IsFlags;
}

/// <summary>How to find the references in an object.</summary>
public enum GcDescriptorKind : uint
{
    /// <summary>Bitmap over the object: bit i is the 8 bytes at object + 8*i (bit 0 is the MethodTable cell and always clear).</summary>
    Fixed = 1,

    /// <summary>An array whose elements are references, from DataOffset on.</summary>
    ReferenceArray = 2,

    /// <summary>An array of structs of ElementSize bytes from DataOffset on; the bitmap describes one element.</summary>
    StructArray = 3,
}

/// <summary>Header of a descriptor; WordCount u64 bitmap words follow it.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct GcDescriptor
{
    public GcDescriptorKind Kind;
    public uint WordCount;
    public uint DataOffset;
    public uint ElementSize;
}
