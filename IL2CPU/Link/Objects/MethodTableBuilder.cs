using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Writes MethodTables in the base library's layout, each behind its <see cref="MethodTableExtension"/>.</summary>
/// <remarks>Layout and flags: Internal.Runtime.MethodTable of the NativeAOT base library with absolute pointers.</remarks>
internal sealed class MethodTableBuilder
{
    private const uint HasComponentSize = 0x80000000;
    private const int ElementTypeShift = 26;
    private const uint IsGeneric = 0x02000000;
    private const uint HasGcPointers = 0x01000000;
    private const uint HasGenericVariance = 0x00800000;
    private const uint HasFinalizer = 0x00100000;
    private const int KindShift = 16;
    private const uint KindParameterized = 2;
    private const uint KindFunctionPointer = 1;
    private const uint KindGenericDefinition = 3;
    private const uint ByRefLike = 0x10;
    private const int TailPaddingShift = 5;
    private const int NullableOffsetShift = 8;
    private const int HeaderAndTablePointer = 16;
    private const int AttributesShift = 16;
    private const int HigherAttributesShift = 15;

    private readonly LinkGraph _graph;
    private readonly DispatchTable _dispatch;
    private readonly Dictionary<TypeDesc, TypeDesc> _arrayTypes = [];

    public MethodTableBuilder(LinkGraph graph, DispatchTable dispatch)
    {
        _graph = graph;
        _dispatch = dispatch;
        foreach (TypeDesc type in graph.Types)
        {
            if (type.IsSzArray)
                _arrayTypes.Add(type.Element, type);
        }
    }

    /// <summary>Displacement of a class slot from the MethodTable.</summary>
    public int SlotOffset(MethodDesc slot)
    {
        int index = UsedSlots(slot.OwningType).IndexOf(slot);
        if (index < 0)
            throw new InvalidOperationException($"{slot.FullName} is not a used virtual slot of its type");
        return 24 + (8 * index);
    }

    public DataObject Build(TypeDesc type, int typeIndex)
    {
        bool constructed = _graph.IsConstructible(type);
        BytesSymbol? gc = GcDescriptors.Of(type);
        var writer = new ObjectWriter();
        WriteExtension(writer, type, typeIndex, constructed, gc);
        List<MethodDesc> slots = constructed ? UsedSlots(type) : [];
        IReadOnlyList<TypeDesc> interfaces = _graph.InterfacesOf(type);
        writer.UInt32(Flags(type, gc is not null));
        writer.UInt32(BaseSize(type));
        writer.Address(LinkGraph.RelatedType(type) is { } related ? new TypeSymbol(related) : null);
        writer.UInt16(slots.Count);
        writer.UInt16(interfaces.Count);
        writer.UInt32(HashOf(type));
        foreach (MethodDesc slot in slots)
            writer.Address(_graph.Implementation(type, slot));
        foreach (TypeDesc implemented in interfaces)
            writer.Address(new TypeSymbol(implemented));
        WriteTail(writer, type);
        return writer.Finish(new TypeSymbol(type), SectionKind.ReadOnly, "method tables", 8, MethodTableExtension.Size);
    }

    /// <summary>The cell MethodTable.WritableData points to: it caches the RuntimeType, and is filled from the start.</summary>
    public static DataObject BuildWritableCell(TypeDesc type)
    {
        var writer = new ObjectWriter();
        writer.Address(new RuntimeTypeSymbol(type));
        return writer.Finish(new WritableCellSymbol(type), SectionKind.Data, "type objects");
    }

    /// <summary>Type arguments (more than one) or the variance of a definition's parameters.</summary>
    public static DataObject BuildComposition(TypeDesc type)
    {
        var writer = new ObjectWriter();
        if (type.IsGenericDefinition)
        {
            for (int i = 0; i < type.Arguments.Count; i++)
                writer.Bytes.Byte((byte)type.ParameterVariance(i));
        }
        else
        {
            foreach (TypeDesc argument in type.Arguments)
                writer.Address(new TypeSymbol(argument));
        }

        return writer.Finish(new GenericCompositionSymbol(type), SectionKind.ReadOnly, "method tables");
    }

    public static bool NeedsComposition(TypeDesc type) =>
        type.IsGenericDefinition ? type.HasVariance : type.Arguments.Count > 1;

    private void WriteExtension(ObjectWriter writer, TypeDesc type, int typeIndex, bool constructed, BytesSymbol? gc)
    {
        bool isFixed = constructed && !type.IsArray && !type.IsString;
        writer.UInt64(isFixed ? AllocationCache.SlotOffset((uint)BaseSize(type), gc is not null) : AllocationCache.SlotsOffset);
        writer.Address(_arrayTypes.TryGetValue(type, out TypeDesc? array) ? new TypeSymbol(array) : null);
        writer.Address(type.IsEnum && !type.IsGenericDefinition ? new EnumTableSymbol(type) : null);
        bool hasContext = _graph.Contains(new StaticsSymbol(type)) && _graph.HasLazyConstructor(type);
        writer.Address(hasContext ? new StaticsSymbol(type) : null, hasContext ? -8 : 0);
        writer.Address(constructed && type.Finalizer is { } finalizer ? IfPresent(finalizer) : null);
        writer.Address(constructed && DefaultConstructor(type) is { } constructor ? IfPresent(constructor) : null);
        writer.Address(new TypeNameSymbol(type));
        uint attributes = ((uint)type.MetadataFlags << AttributesShift) | (((uint)type.MetadataFlags >> HigherAttributesShift) & (uint)MethodTableFlags.HigherAttributesMask);
        writer.UInt32((uint)(constructed ? MethodTableFlags.Constructed : 0) | (RankOrVariants(type) << 8) | attributes);
        writer.UInt32((uint)typeIndex);
        writer.Address(gc);
        if (constructed)
            writer.Address(DispatchTable.Symbol, _dispatch.RowOffset(type));
        else
            writer.UInt64(0);
    }

    private uint RankOrVariants(TypeDesc type)
    {
        if (type.IsArray)
            return (uint)type.Rank;
        uint count = 0;
        foreach (TypeDesc implemented in _graph.InterfacesOf(type))
            count += type.Interfaces.Contains(implemented) ? 0u : 1u;
        return Math.Min(count, byte.MaxValue);
    }

    private MethodSymbol? IfPresent(MethodDesc method)
    {
        var symbol = new MethodSymbol(method);
        return _graph.Contains(symbol) && _graph.FindCode(symbol) is not null ? symbol : null;
    }

    private static MethodDesc? DefaultConstructor(TypeDesc type) =>
        type.IsArray || type.IsInterface ? null : type.FindMethod(".ctor", []);

    private void WriteTail(ObjectWriter writer, TypeDesc type)
    {
        // TypeManager cell: nothing of ours has one.
        writer.UInt64(0);
        writer.Address(_graph.RuntimeType is not null && !type.IsGenericParameter ? new WritableCellSymbol(type) : null);
        if (type.IsClass && type.HasFinalizer)
            writer.Address(type.Finalizer is { } finalizer ? IfPresent(finalizer) : null);
        bool isInstance = type.HasInstantiation && !type.IsGenericDefinition;
        if (isInstance)
            writer.Address(new TypeSymbol(type.Definition));
        if (isInstance || (type.IsGenericDefinition && type.HasVariance))
            writer.Address(NeedsComposition(type) ? new GenericCompositionSymbol(type) : new TypeSymbol(type.Arguments[0]));
    }

    private List<MethodDesc> UsedSlots(TypeDesc type)
    {
        var used = new List<MethodDesc>();
        foreach (MethodDesc slot in type.VirtualSlots)
        {
            if (_graph.IsSlotUsed(slot))
                used.Add(slot);
        }

        return used;
    }

    private static uint Flags(TypeDesc type, bool hasReferences)
    {
        uint flags = (uint)ElementType(type) << ElementTypeShift;
        bool isInstance = type.HasInstantiation && !type.IsGenericDefinition;
        flags |= isInstance ? IsGeneric : 0;
        flags |= hasReferences ? HasGcPointers : 0;
        flags |= type.HasVariance ? HasGenericVariance : 0;
        flags |= type.IsClass && type.HasFinalizer ? HasFinalizer : 0;
        uint kind = type.IsGenericDefinition ? KindGenericDefinition
            : type.IsFunctionPointer ? KindFunctionPointer
            : type.IsArray || type.IsPointer || type.IsByRef ? KindParameterized
            : 0;
        flags |= kind << KindShift;
        return flags | (ComponentSize(type) is > 0 and int size ? HasComponentSize | (uint)size : ExtendedFlags(type));
    }

    private static int ComponentSize(TypeDesc type)
    {
        if (!type.IsArray && !type.IsString)
            return 0;
        int size = type.Layout.ComponentSize;
        if (size > ushort.MaxValue)
            throw new LinkException($"{type.FullName}: elements of {size} bytes; an array element may have at most {ushort.MaxValue}");
        return size;
    }

    private static uint ExtendedFlags(TypeDesc type)
    {
        if (!type.IsValueType || type.IsGenericDefinition || type.IsVoid)
            return 0;
        uint flags = type.IsByRefLike ? ByRefLike : 0;
        int padding = (int)BaseSize(type) - HeaderAndTablePointer - type.Layout.Size;
        flags |= (uint)(padding & 7) << TailPaddingShift;
        if (type.IsNullable && type.FindField("value") is { } value)
            flags |= (uint)BitOperations.Log2((uint)Math.Max(1, value.Offset)) << NullableOffsetShift;
        return flags;
    }

    private static uint BaseSize(TypeDesc type)
    {
        if (type.IsGenericDefinition)
            return (uint)type.Arguments.Count;
        // Shape of a pointer or byref; not a size.
        if (type.IsPointer || type.IsByRef)
            return type.IsByRef ? 1u : 0u;
        if (type.IsInterface || type.IsVoid || type.IsFunctionPointer || type.IsGenericParameter)
            return 0;
        if (type.IsValueType)
            return (uint)Math.Max(24, HeaderAndTablePointer + ((type.Layout.Size + 7) / 8 * 8));
        return (uint)type.Layout.BaseSize;
    }

    private static int ElementType(TypeDesc type)
    {
        if (type.IsSzArray)
            return 24;
        if (type.IsArray)
            return 23;
        if (type.IsByRef)
            return 25;
        if (type.IsPointer)
            return 26;
        if (type.IsFunctionPointer)
            return 27;
        if (type.IsInterface)
            return 21;
        if (type.IsNullable)
            return 18;
        if (!type.IsValueType)
            return type == type.Context.GetWellKnown(WellKnownType.Array) ? 22 : 20;
        return type.UnderlyingPrimitive switch
        {
            PrimitiveKind.None => 16,
            PrimitiveKind.IntPtr => 12,
            PrimitiveKind.UIntPtr => 13,
            PrimitiveKind.Single => 14,
            PrimitiveKind.Double => 15,
            var kind => (int)kind,
        };
    }

    /// <summary>FNV-1a of the name: the same in every build of the same program.</summary>
    private static uint HashOf(TypeDesc type)
    {
        uint hash = 2166136261;
        foreach (char c in type.FullName)
            hash = (hash ^ c) * 16777619;
        return hash;
    }
}
