using System;
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
    private const byte CompileUnit = 1;

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
        AddVariableAbbreviations(bytes);
        AddStaticAbbreviation(bytes);
        AddInlinedAbbreviations(bytes);
        DwarfTypes.AddAbbreviations((code, tag, hasChildren, attributes) => Abbreviation(bytes, code, tag, hasChildren, attributes));
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

    private ReadOnlyMemory<byte> Info()
    {
        var info = new ByteWriter();
        info.UInt32(0);
        info.UInt16(Version);
        info.Byte(CompileUnit);
        info.Byte(AddressSize);
        info.UInt32(0);
        info.Uleb(AbbreviationUnit);
        info.CString("IL2CPU");
        info.UInt16(LanguageC99);
        info.CString(_name);
        info.UInt32(0);
        info.UInt64(_textStart);
        info.UInt64(_textEnd);
        List<(TypeDesc Type, ulong Address)> statics = TypesWithStatics();
        FindTypes(info, statics);
        AddStatics(info, statics);
        AddAbstractFunctions(info);
        for (int i = 0; i < _functions.Count; i++)
            AddFunction(info, _functions[i], EndOf(i), FindInlinedCalls(_functions[i]));
        info.Byte(0);
        info.PatchUInt32(0, (uint)info.Length - 4);
        return info.Written;
    }

    private void AddFunction(ByteWriter info, PlacedFunction function, ulong end, List<InlinedCall> inlined)
    {
        ulong start = _textStart + function.Offset;
        SourceLine line = FirstLine(function);
        IReadOnlyList<SourceVariable> variables = VariablesOf(function);
        bool hasChildren = line.Line > 0 && variables.Count + inlined.Count > 0;
        int abbreviation = line.Line == 0 ? AbbreviationFunction
            : hasChildren ? AbbreviationFunctionWithChildren : AbbreviationFunctionWithLine;
        info.Uleb((ulong)abbreviation);
        info.CString(DisplayName(function));
        info.UInt64(start);
        info.UInt32((uint)(end - start));
        info.Uleb(1);
        info.Byte(CallFrameAddress);
        if (line.Line == 0)
            return;
        info.Uleb((ulong)FileIndex(line.File));
        info.Uleb((ulong)line.Line);
        if (!hasChildren)
            return;
        AddVariables(info, function, variables);
        AddInlinedCalls(info, function, inlined);
        info.Byte(0);
    }
}
