using System;
using System.Reflection.Runtime.General;
using Abi;
using Core.Tables;
using Core.Types;
using Internal.Metadata.NativeFormat;
using Internal.Runtime.Augments;

namespace Core.Reflection;

/// <summary>The image's descriptions of types and members, and what of them the image has.</summary>
internal static unsafe class ImageMetadata
{
    /// <summary>Bits of a handle that are the record's offset; the others are its kind.</summary>
    private const int OffsetMask = 0x1FFFFFF;
    private const int KindShift = 25;

    /// <summary>The one reader: the base library compares readers by identity.</summary>
    public static MetadataReader Reader { get; } = new((nint)Header->Metadata, (int)Header->MetadataSize);

    public static ReflectionHeader* Header => (ReflectionHeader*)ImageSymbols.ReflectionHeader();

    public static MethodTable* TableOf(RuntimeTypeHandle type) => (MethodTable*)RuntimeAugments.GetPointerFromTypeHandle(type);

    public static RuntimeTypeHandle HandleOf(MethodTable* type) => RuntimeAugments.CreateRuntimeTypeHandle((nint)type);

    public static MethodTable* TypeAt(uint index) => (MethodTable*)ImageTables.Header->Types[index];

    public static uint IndexOf(MethodTable* type) => MethodTable.Extension(type)->Index;

    public static uint IndexOf(RuntimeTypeHandle type) => IndexOf(TableOf(type));

    /// <summary>A handle's offset: how the tables name a record.</summary>
    public static uint OffsetOf(Handle handle) => (uint)(handle.AsInt() & OffsetMask);

    public static TypeDefinitionHandle TypeDefinitionAt(uint offset)
    {
        int value = (int)HandleType.TypeDefinition << KindShift | (int)offset;
        return *(TypeDefinitionHandle*)&value;
    }

    public static MethodHandle MethodAt(uint offset)
    {
        int value = (int)HandleType.Method << KindShift | (int)offset;
        return *(MethodHandle*)&value;
    }

    /// <summary>Offset of the definition of a type that is no instance, array or pointer; 0: not described.</summary>
    public static uint DefinitionOf(MethodTable* type) => Header->Definitions[IndexOf(type)];

    /// <summary>The MethodTable of a described type, or null when the image has none.</summary>
    public static MethodTable* TypeOf(uint definition)
    {
        ReflectedType* types = Header->Types;
        uint low = 0;
        uint high = Header->TypeCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (types[middle].Handle < definition)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Header->TypeCount && types[low].Handle == definition ? TypeAt(types[low].Type) : null;
    }
}
