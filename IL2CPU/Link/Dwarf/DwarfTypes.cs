using System;
using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Dwarf;

/// <summary>Describes the types of variables: primitives, enumerations, structs, objects, arrays, pointers.</summary>
/// <remarks>A variable of a class is a pointer to a structure that begins with the MethodTable pointer and holds the fields of the base
/// classes too; a cell whose type nothing is known of is an address. Entries refer to each other in cycles, so references are filled in
/// at the end. Source: DWARF 4 chapter 5.</remarks>
internal sealed class DwarfTypes
{
    public const int AbbreviationBase = 20;
    public const int AbbreviationPointer = 21;
    public const int AbbreviationStructure = 22;
    public const int AbbreviationEmptyStructure = 23;
    public const int AbbreviationMember = 24;
    public const int AbbreviationEnumeration = 25;
    public const int AbbreviationEnumerator = 26;
    public const int AbbreviationArray = 27;
    public const int AbbreviationDimension = 28;

    // A class may have fields of ever larger instantiations of itself; what is nested deeper has no members.
    private const int MostNested = 4;

    private const int HeaderSize = 8;
    private const int ArrayDataOffset = 16;
    private const int StringDataOffset = 12;

    private readonly ByteWriter _info;
    private readonly Func<TypeDesc, bool> _hasObjects;
    private readonly Dictionary<TypeDesc, uint> _described = [];
    private readonly Dictionary<string, uint> _named = [];
    private readonly Dictionary<TypeDesc, uint> _structures = [];
    private readonly Queue<(TypeDesc Type, bool IsStructure)> _pending = [];
    private readonly List<(int At, TypeDesc Type, bool IsStructure)> _references = [];

    /// <param name="info">The compilation unit, open for its children. References are offsets from its begin.</param>
    /// <param name="hasObjects">Whether a class is in the image: of others there are no objects to look into.</param>
    public DwarfTypes(ByteWriter info, Func<TypeDesc, bool> hasObjects)
    {
        _info = info;
        _hasObjects = hasObjects;
        AddPrimitives();
    }

    /// <summary>Address of anything.</summary>
    public uint Address => _named["address"];

    /// <summary>The entry of a variable's type, made if there is none yet. Only between other entries.</summary>
    public uint Of(TypeDesc type)
    {
        uint entry = Describe(type);
        while (_pending.TryDequeue(out (TypeDesc Type, bool IsStructure) next))
        {
            if (next.IsStructure)
                Structure(next.Type);
            else
                Describe(next.Type);
        }

        return entry;
    }

    /// <summary>Fills in the references between types.</summary>
    public void Finish()
    {
        foreach ((int at, TypeDesc type, bool isStructure) in _references)
            _info.PatchUInt32(at, isStructure ? _structures[type] : _described[type]);
    }

    /// <summary>A value type whose fields are what there is to see.</summary>
    private static bool IsStruct(TypeDesc type) => type.IsValueType && !type.IsEnum && !type.IsPrimitive;

    public static void AddAbbreviations(Action<int, byte, bool, byte[]> add)
    {
        const byte data1 = 0x0B, data4 = 0x06, text = 0x08, reference = 0x13, signed = 0x0D, unsigned = 0x0F;
        add(AbbreviationBase, 0x24, false, [0x03, text, 0x0B, data1, 0x3E, data1]);
        add(AbbreviationPointer, 0x0F, false, [0x0B, data1, 0x49, reference]);
        add(AbbreviationStructure, 0x13, true, [0x03, text, 0x0B, data4]);
        add(AbbreviationEmptyStructure, 0x13, false, [0x03, text, 0x0B, data4]);
        add(AbbreviationMember, 0x0D, false, [0x03, text, 0x49, reference, 0x38, unsigned]);
        add(AbbreviationEnumeration, 0x04, true, [0x03, text, 0x0B, data1, 0x49, reference]);
        add(AbbreviationEnumerator, 0x28, false, [0x03, text, 0x1C, signed]);
        add(AbbreviationArray, 0x01, true, [0x49, reference]);
        add(AbbreviationDimension, 0x21, false, [0x2F, unsigned]);
    }

    private uint Describe(TypeDesc type)
    {
        if (_described.TryGetValue(type, out uint known))
            return known;
        if (type.IsEnum)
            return Enumeration(type);
        if (type.IsPrimitive)
            return Remember(type, _named[type.ShortName]);
        if (type.IsReferenceType)
            return Pointer(type, type, isStructure: true);
        if (IsStruct(type))
            return Structure(type);
        if ((type.IsPointer || type.IsByRef) && !type.Element.IsVoid && !type.Element.IsGenericParameter)
            return Pointer(type, type.Element, IsStruct(type.Element));
        return Remember(type, Address);
    }

    private uint Remember(TypeDesc type, uint entry)
    {
        _described[type] = entry;
        return entry;
    }

    private uint Pointer(TypeDesc type, TypeDesc target, bool isStructure)
    {
        uint entry = Remember(type, (uint)_info.Length);
        _info.Uleb(AbbreviationPointer);
        _info.Byte(sizeof(long));
        Reference(target, isStructure);
        return entry;
    }

    private void Reference(TypeDesc type, bool isStructure)
    {
        _references.Add((_info.Length, type, isStructure));
        _info.UInt32(0);
        _pending.Enqueue((type, isStructure));
    }

    /// <summary>A struct, or what a reference points at.</summary>
    private uint Structure(TypeDesc type)
    {
        if (_structures.TryGetValue(type, out uint known))
            return known;
        if (type.IsReferenceType && !_hasObjects(type))
            return Opaque(type);
        // Members that are structs themselves come first: their size must be known, and they cannot be recursive.
        List<FieldDesc> fields = Fields(type);
        foreach (FieldDesc field in fields)
        {
            if (IsStruct(field.FieldType))
                Structure(field.FieldType);
            else if (!field.FieldType.IsReferenceType)
                Describe(field.FieldType);
        }

        uint data = type.IsSzArray ? Elements(type.Element) : type.IsString ? Elements(type.Context.GetWellKnown(WellKnownType.Char)) : 0;
        uint entry = (uint)_info.Length;
        _structures.Add(type, entry);
        if (IsStruct(type))
            Remember(type, entry);
        bool hasMembers = fields.Count > 0 || type.IsReferenceType;
        _info.Uleb((ulong)(hasMembers ? AbbreviationStructure : AbbreviationEmptyStructure));
        _info.CString(type.FullName);
        _info.UInt32((uint)(IsStruct(type) ? type.Layout.Size : Math.Max(type.Layout.BaseSize - HeaderSize, HeaderSize)));
        if (!hasMembers)
            return entry;
        if (type.IsReferenceType)
            Member("MethodTable", Address, 0);
        if (type.IsArray)
            Member("length", _named["int"], HeaderSize);
        if (data != 0)
            Member("data", data, type.IsString ? StringDataOffset : ArrayDataOffset);
        foreach (FieldDesc field in fields)
            Field(field);
        _info.Byte(0);
        return entry;
    }

    private uint Opaque(TypeDesc type)
    {
        uint entry = (uint)_info.Length;
        _structures.Add(type, entry);
        _info.Uleb(AbbreviationEmptyStructure);
        _info.CString(type.FullName);
        _info.UInt32(HeaderSize);
        return entry;
    }

    private static List<FieldDesc> Fields(TypeDesc type)
    {
        var fields = new List<FieldDesc>();
        if (type.Depth > MostNested && !IsStruct(type))
            return fields;
        for (TypeDesc? level = type; level is not null && !level.IsArray && !level.IsInterface && !level.IsObject; level = type.IsValueType ? null : level.BaseType)
        {
            int at = 0;
            foreach (FieldDesc field in level.Fields)
            {
                if (!field.IsStatic && !field.IsLiteral)
                    fields.Insert(at++, field);
            }
        }

        return fields;
    }

    private void Member(string name, uint type, int offset)
    {
        _info.Uleb(AbbreviationMember);
        _info.CString(name);
        _info.UInt32(type);
        _info.Uleb((ulong)offset);
    }

    private void Field(FieldDesc field)
    {
        _info.Uleb(AbbreviationMember);
        _info.CString(SourceName(field.Name));
        Reference(field.FieldType, IsStruct(field.FieldType));
        _info.Uleb((ulong)field.Offset);
    }

    /// <summary>The property of an automatic one: gdb has no word for <c>&lt;Name&gt;k__BackingField</c>.</summary>
    internal static string SourceName(string field) =>
        field.StartsWith('<') && field.IndexOf('>') is var end && end > 1 ? field[1..end] : field;

    /// <summary>Elements in a row, as many as the reader asks for.</summary>
    private uint Elements(TypeDesc element)
    {
        if (IsStruct(element))
            Structure(element);
        uint entry = (uint)_info.Length;
        _info.Uleb(AbbreviationArray);
        Reference(element, IsStruct(element));
        _info.Uleb(AbbreviationDimension);
        _info.Uleb(0);
        _info.Byte(0);
        return entry;
    }

    private uint Enumeration(TypeDesc type)
    {
        uint entry = Remember(type, (uint)_info.Length);
        _info.Uleb(AbbreviationEnumeration);
        _info.CString(type.FullName);
        _info.Byte((byte)type.Layout.Size);
        _info.UInt32(_named[type.EnumUnderlying.ShortName]);
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsLiteral || field.ConstantValue is not { } value)
                continue;
            _info.Uleb(AbbreviationEnumerator);
            _info.CString(field.Name);
            _info.Sleb(value is ulong large ? unchecked((long)large) : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        _info.Byte(0);
        return entry;
    }

    private void AddPrimitives()
    {
        const byte address = 1, boolean = 2, real = 4, signed = 5, unsigned = 7, text = 0x10;
        (string Name, byte Size, byte Encoding)[] types =
        [
            ("bool", 1, boolean), ("char", 2, text), ("sbyte", 1, signed), ("byte", 1, unsigned), ("short", 2, signed),
            ("ushort", 2, unsigned), ("int", 4, signed), ("uint", 4, unsigned), ("long", 8, signed), ("ulong", 8, unsigned),
            ("nint", 8, signed), ("nuint", 8, unsigned), ("float", 4, real), ("double", 8, real), ("address", 8, address),
        ];
        foreach ((string name, byte size, byte encoding) in types)
        {
            _named.Add(name, (uint)_info.Length);
            _info.Uleb(AbbreviationBase);
            // gdb knows the name, and prints the letter.
            _info.CString(name == "char" ? "char16_t" : name);
            _info.Byte(size);
            _info.Byte(encoding);
        }
    }
}
