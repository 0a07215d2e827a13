using System;
using System.Runtime.CompilerServices;
using System.Text;
using Abi;
using Core.Machine;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>Names and values of enums from the linker's tables.</summary>
internal static unsafe class EnumPlugs
{
    // By index of the type; a race makes a second, equal entry.
    private static object?[]? s_cache;

    /// <remarks>
    /// The base library's EnumInfo cannot be named here; its factory takes the underlying type, the names, the values boxed
    /// as unsigned integers of the underlying size in ascending order, and whether [Flags] is there.
    /// </remarks>
    [Plug("Internal.Reflection.Augments.ReflectionAugments", "GetEnumInfo", Hash = "82b52d5e292e3edd")]
    private static object GetEnumInfo(Type type, object factory)
    {
        var create = Unsafe.As<Func<Type, string[], object[], bool, object>>(factory);
        if (!TypePlugs.HasTable(type))
        {
            Type underlying = TypeDescriptions.Instance.MembersOf(type, out string[] names, out object[] values, out bool isFlags);
            return create(underlying, names, values, isFlags);
        }

        MethodTable* table = TypePlugs.MethodTableOf(type);
        uint index = MethodTable.Extension(table)->Index;
        object?[] cache = s_cache ??= new object?[ImageTables.Header->TypeCount];
        return cache[index] ??= Create(table, create);
    }

    private static object Create(MethodTable* type, Func<Type, string[], object[], bool, object> factory)
    {
        EnumTable* members = MethodTable.Extension(type)->Enum;
        uint count = members == null ? 0 : members->Count;
        var values = (ulong*)(members + 1);
        var nameOffsets = (uint*)(values + count);
        var names = new string[count];
        var boxes = new object[count];
        for (uint i = 0; i < count; i++)
        {
            names[i] = TableNames.TextOf(nameOffsets[i]);
            boxes[i] = Box(type->ElementType, values[i]);
        }

        return factory(UnderlyingType(type->ElementType), names, boxes, members != null && members->IsFlags != 0);
    }

    // Without the casts all arms would first become ulong.
    private static object Box(ElementType type, ulong value) => type switch
    {
        ElementType.SByte or ElementType.Byte or ElementType.Boolean => (object)(byte)value,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Char => (object)(ushort)value,
        ElementType.Int32 or ElementType.UInt32 => (object)(uint)value,
        _ => (object)value,
    };

    private static Type UnderlyingType(ElementType type) => type switch
    {
        ElementType.SByte => typeof(sbyte),
        ElementType.Byte => typeof(byte),
        ElementType.Int16 => typeof(short),
        ElementType.UInt16 => typeof(ushort),
        ElementType.UInt32 => typeof(uint),
        ElementType.Int64 => typeof(long),
        ElementType.UInt64 => typeof(ulong),
        ElementType.Boolean => typeof(bool),
        ElementType.Char => typeof(char),
        _ => typeof(int),
    };
}
