using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

/// <summary>Descriptions of types and members in the base library's format, which its MetadataReader reads in the image.</summary>
/// <remarks>
/// One scope per assembly. What the descriptions mention is in the same bytes: a type that is not described itself as a bare definition
/// with flags, generic parameters, base type and interfaces, and without members, but for the value field of an enum.
/// </remarks>
public sealed class NativeMetadata
{
    private readonly RecordStore _records;
    private readonly Dictionary<TypeDesc, TypeEntry> _types;
    private readonly Dictionary<MethodDesc, int> _methods;
    private readonly Dictionary<FieldDesc, int> _fields;

    internal NativeMetadata(
        RecordStore records,
        byte[] bytes,
        Dictionary<TypeDesc, TypeEntry> types,
        Dictionary<MethodDesc, int> methods,
        Dictionary<FieldDesc, int> fields)
    {
        _records = records;
        Bytes = bytes;
        _types = types;
        _methods = methods;
        _fields = fields;
    }

    public byte[] Bytes { get; }

    /// <summary>Describes what the scope says, and mentions what that needs.</summary>
    public static NativeMetadata Build(TypeSystemContext context, IReflectionScope scope) => new MetadataBuilder(context, scope).Build();

    /// <summary>Offset of the record of a definition, described or only mentioned; 0 if it has none.</summary>
    public uint HandleOf(TypeDesc definition) => _types.TryGetValue(definition, out TypeEntry? entry) ? OffsetOf(entry.Record) : 0;

    /// <summary>Offset of the record of a method's definition; 0 if it is not described.</summary>
    public uint HandleOf(MethodDesc definition) => _methods.TryGetValue(definition, out int record) ? OffsetOf(record) : 0;

    /// <summary>Offset of the record of a field's definition; 0 if it is not described.</summary>
    public uint HandleOf(FieldDesc definition) => _fields.TryGetValue(definition, out int record) ? OffsetOf(record) : 0;

    private uint OffsetOf(int record) => (uint)_records.OffsetOf(record);
}
