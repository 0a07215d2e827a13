using System.Runtime.InteropServices;
using Abi;

namespace Core.Types;

/// <summary>The base library's MethodTable header. Layout as in System.Private.CoreLib, NativeAOT flavour; read-only data.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MethodTable
{
    private const uint HasComponentSizeFlag = 0x80000000;
    private const uint HasReferencesFlag = 1u << 24;
    private const uint HasFinalizerFlag = 1u << 20;
    private const uint IsGenericFlag = 1u << 25;
    private const uint HasVarianceFlag = 1u << 23;
    private const int ElementTypeShift = 26;
    private const uint ElementTypeMask = 31;

    public uint Flags;

    /// <summary>Bytes of an object without its elements: header, this pointer's cell, fields; a multiple of 8, but 22 for strings.</summary>
    public uint BaseSize;

    /// <summary>Base type, or element type of an array or pointer.</summary>
    public MethodTable* Related;
    public ushort SlotCount;
    public ushort InterfaceCount;
    public uint HashCode;

    public readonly bool HasComponentSize => (Flags & HasComponentSizeFlag) != 0;

    public readonly uint ComponentSize => Flags & 0xFFFF;

    public readonly bool HasReferences => (Flags & HasReferencesFlag) != 0;

    public readonly ElementType ElementType => (ElementType)((Flags >> ElementTypeShift) & ElementTypeMask);

    public readonly bool IsArray => ElementType is ElementType.SzArray or ElementType.Array;

    public readonly bool IsValueType => ElementType is >= ElementType.Void and <= ElementType.Nullable;

    public readonly bool IsInterface => ElementType == ElementType.Interface;

    public readonly bool IsGenericInstance => (Flags & IsGenericFlag) != 0;

    public readonly bool HasVariance => (Flags & HasVarianceFlag) != 0;

    /// <summary>System.Object: the only class without a base.</summary>
    public readonly bool IsObject => ElementType == ElementType.Class && Related == null;

    /// <summary>Addresses of the interfaces; constructed types only.</summary>
    public static MethodTable** Interfaces(MethodTable* type) => (MethodTable**)((byte*)type + 24 + 8 * type->SlotCount);

    /// <summary>Of a generic instance. Its BaseSize is the count of type parameters.</summary>
    public static MethodTable* GenericDefinition(MethodTable* type) => *GenericTail(type);

    public static MethodTable* GenericArgument(MethodTable* type, int index)
    {
        MethodTable** tail = GenericTail(type) + 1;
        return (*GenericTail(type))->BaseSize == 1 ? *tail : ((MethodTable**)*tail)[index];
    }

    public static MethodTableExtension* Extension(MethodTable* type) => (MethodTableExtension*)((byte*)type - MethodTableExtension.Size);

    // Behind the interfaces: a cell without meaning here, the cell of the RuntimeType, the finalizer of a type that has one.
    private static MethodTable** GenericTail(MethodTable* type) =>
        Interfaces(type) + type->InterfaceCount + 2 + ((type->Flags & HasFinalizerFlag) != 0 ? 1 : 0);

    public static GcDescriptor* Descriptor(MethodTable* type) => *(GcDescriptor**)((byte*)type + MethodTableExtension.GcDescriptorOffset);
}

/// <summary>Element types in a MethodTable's flags.</summary>
public enum ElementType : uint
{
    Unknown = 0,
    Void = 1,
    Boolean = 2,
    Char = 3,
    SByte = 4,
    Byte = 5,
    Int16 = 6,
    UInt16 = 7,
    Int32 = 8,
    UInt32 = 9,
    Int64 = 10,
    UInt64 = 11,
    IntPtr = 12,
    UIntPtr = 13,
    Single = 14,
    Double = 15,
    ValueType = 16,
    Nullable = 18,
    Class = 20,
    Interface = 21,
    SystemArray = 22,
    Array = 23,
    SzArray = 24,
    ByRef = 25,
    Pointer = 26,
    FunctionPointer = 27,
}
