using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Dwarf;

internal sealed partial class DwarfWriter
{
    private const int AbbreviationUnit = 1;
    private const int AbbreviationFunction = 2;
    private const int AbbreviationFunctionWithLine = 3;
    private const int AbbreviationFunctionWithChildren = 4;
    private const int AbbreviationBaseType = 5;
    private const int AbbreviationVariable = 6;
    private const int AbbreviationParameter = 7;

    private const byte FormAddress = 0x01;
    private const byte FormData2 = 0x05;
    private const byte FormData4 = 0x06;
    private const byte FormString = 0x08;
    private const byte FormData1 = 0x0B;
    private const byte FormSectionOffset = 0x17;
    private const byte FormExpression = 0x18;
    private const byte FormFlagPresent = 0x19;
    private const byte FormReference4 = 0x13;
    private const byte FormUnsigned = 0x0F;

    // C is the language whose expressions and name look-up need nothing that C# does not have.
    private const ushort LanguageC99 = 0x0C;
    private const byte FrameBaseRegister = 0x76;
    private const byte FrameOffset = 0x91;

    private readonly Dictionary<string, uint> _baseTypes = [];

    private static byte[] Abbreviations()
    {
        var bytes = new ByteWriter();
        Abbreviation(bytes, AbbreviationUnit, 0x11, hasChildren: true,
            [0x25, FormString, 0x13, FormData2, 0x03, FormString, 0x10, FormSectionOffset, 0x11, FormAddress, 0x12, FormAddress]);
        Abbreviation(bytes, AbbreviationFunction, 0x2E, hasChildren: false,
            [0x03, FormString, 0x11, FormAddress, 0x12, FormData4, 0x40, FormExpression, 0x3F, FormFlagPresent]);
        byte[] withLine =
            [0x03, FormString, 0x11, FormAddress, 0x12, FormData4, 0x40, FormExpression, 0x3F, FormFlagPresent, 0x3A, FormUnsigned, 0x3B, FormUnsigned];
        Abbreviation(bytes, AbbreviationFunctionWithLine, 0x2E, hasChildren: false, withLine);
        Abbreviation(bytes, AbbreviationFunctionWithChildren, 0x2E, hasChildren: true, withLine);
        Abbreviation(bytes, AbbreviationBaseType, 0x24, hasChildren: false, [0x03, FormString, 0x0B, FormData1, 0x3E, FormData1]);
        Abbreviation(bytes, AbbreviationVariable, 0x34, hasChildren: false, [0x03, FormString, 0x49, FormReference4, 0x02, FormExpression]);
        Abbreviation(bytes, AbbreviationParameter, 0x05, hasChildren: false, [0x03, FormString, 0x49, FormReference4, 0x02, FormExpression]);
        AddInlinedAbbreviations(bytes);
        bytes.Byte(0);
        return bytes.ToArray();
    }

    private static void Abbreviation(ByteWriter bytes, int code, byte tag, bool hasChildren, byte[] attributes)
    {
        bytes.Uleb((ulong)code);
        bytes.Uleb(tag);
        bytes.Byte(hasChildren ? (byte)1 : (byte)0);
        bytes.Bytes(attributes);
        bytes.Byte(0);
        bytes.Byte(0);
    }

    private byte[] Info()
    {
        var info = new ByteWriter();
        info.UInt32(0);
        info.UInt16(4);
        info.UInt32(0);
        info.Byte(AddressSize);
        info.Uleb(AbbreviationUnit);
        info.CString("IL2CPU");
        info.UInt16(LanguageC99);
        info.CString(_name);
        info.UInt32(0);
        info.UInt64(_textStart);
        info.UInt64(_textEnd);
        if (_describeVariables)
            AddBaseTypes(info);
        List<List<InlinedCall>> inlined = AddAbstractFunctions(info);
        for (int i = 0; i < _functions.Count; i++)
            AddFunction(info, _functions[i], EndOf(i), inlined[i]);
        info.Byte(0);
        info.PatchUInt32(0, (uint)info.Length - 4);
        return info.ToArray();
    }

    private void AddFunction(ByteWriter info, PlacedFunction function, ulong end, List<InlinedCall> inlined)
    {
        ulong start = _textStart + function.Offset;
        SourceLine line = FirstLine(function);
        List<(string Name, int Offset, uint Type, bool IsParameter)> variables = line.Line > 0 && _describeVariables ? Variables(function) : [];
        bool hasChildren = line.Line > 0 && variables.Count + inlined.Count > 0;
        int abbreviation = line.Line == 0 ? AbbreviationFunction
            : hasChildren ? AbbreviationFunctionWithChildren : AbbreviationFunctionWithLine;
        info.Uleb((ulong)abbreviation);
        info.CString(DisplayName(function));
        info.UInt64(start);
        info.UInt32((uint)(end - start));
        info.Uleb(2);
        info.Byte(FrameBaseRegister);
        info.Byte(0);
        if (line.Line == 0)
            return;
        info.Uleb((ulong)FileIndex(line.File));
        info.Uleb((ulong)line.Line);
        if (!hasChildren)
            return;
        AddVariables(info, variables);
        AddInlinedCalls(info, function, inlined);
        info.Byte(0);
    }

    private static void AddVariables(ByteWriter info, List<(string Name, int Offset, uint Type, bool IsParameter)> variables)
    {
        foreach ((string name, int offset, uint type, bool isParameter) in variables)
        {
            var location = new ByteWriter();
            location.Byte(FrameOffset);
            location.Sleb(offset);
            info.Uleb((ulong)(isParameter ? AbbreviationParameter : AbbreviationVariable));
            info.CString(name);
            info.UInt32(type);
            info.Uleb((ulong)location.Length);
            info.Bytes(location.ToArray());
        }
    }

    /// <summary>Named slots that still have a place in the frame.</summary>
    private List<(string Name, int Offset, uint Type, bool IsParameter)> Variables(PlacedFunction function)
    {
        var result = new List<(string, int, uint, bool)>();
        MethodBody body = function.Code.Body!;
        IReadOnlyList<string> parameters = body.Method?.ParameterNames ?? [];
        foreach (Slot slot in body.Slots)
        {
            int offset = slot.Id < function.Code.SlotOffsets.Length ? function.Code.SlotOffsets[slot.Id] : 0;
            if (offset == 0 || string.IsNullOrEmpty(slot.Name) || TypeOf(slot) is not { } type)
                continue;
            bool isParameter = slot.Name == "this";
            foreach (string parameter in parameters)
                isParameter |= parameter == slot.Name;
            result.Add((slot.Name, offset, type, isParameter));
        }

        return result;
    }

    private uint? TypeOf(Slot slot)
    {
        string? name = slot.ScalarKind switch
        {
            Kind.Ref => "object",
            Kind.Ptr => "address",
            _ => slot.Type is { } type ? BaseTypeName(type) : ScalarName(slot.ScalarKind),
        };
        return name is not null && _baseTypes.TryGetValue(name, out uint offset) ? offset : null;
    }

    private static string? ScalarName(Kind kind) => kind switch
    {
        Kind.I32 => "int",
        Kind.I64 => "long",
        Kind.F32 => "float",
        Kind.F64 => "double",
        _ => null,
    };

    private static string? BaseTypeName(TypeDesc type) =>
        type.IsReferenceType ? "object"
        : type.IsPointer || type.IsByRef ? "address"
        : type.UnderlyingPrimitive is not (PrimitiveKind.None or PrimitiveKind.Void) ? type.EnumUnderlying.ShortName
        : null;

    private void AddBaseTypes(ByteWriter info)
    {
        const byte address = 1;
        const byte boolean = 2;
        const byte real = 4;
        const byte signed = 5;
        const byte unsigned = 7;
        const byte text = 0x10;
        (string Name, byte Size, byte Encoding)[] types =
        [
            ("bool", 1, boolean), ("char", 2, text), ("sbyte", 1, signed), ("byte", 1, unsigned), ("short", 2, signed),
            ("ushort", 2, unsigned), ("int", 4, signed), ("uint", 4, unsigned), ("long", 8, signed), ("ulong", 8, unsigned),
            ("nint", 8, signed), ("nuint", 8, unsigned), ("float", 4, real), ("double", 8, real),
            ("object", 8, address), ("address", 8, address),
        ];
        foreach ((string name, byte size, byte encoding) in types)
        {
            _baseTypes.Add(name, (uint)info.Length);
            info.Uleb(AbbreviationBaseType);
            info.CString(name);
            info.Byte(size);
            info.Byte(encoding);
        }
    }
}
