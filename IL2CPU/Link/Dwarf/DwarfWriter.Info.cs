using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Dwarf;

internal sealed partial class DwarfWriter
{
    private const int AbbreviationUnit = 1;
    private const int AbbreviationFunction = 2;
    private const int AbbreviationFunctionWithLine = 3;
    private const int AbbreviationFunctionWithChildren = 4;
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

    private readonly Dictionary<PlacedFunction, List<Variable>> _variables = [];

    /// <param name="Name">As in the source.</param>
    /// <param name="Offset">From the frame base.</param>
    /// <param name="Type">Offset of its type's entry.</param>
    private readonly record struct Variable(string Name, int Offset, uint Type, bool IsParameter);

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
        Abbreviation(bytes, AbbreviationVariable, 0x34, hasChildren: false, [0x03, FormString, 0x49, FormReference4, 0x02, FormExpression]);
        Abbreviation(bytes, AbbreviationParameter, 0x05, hasChildren: false, [0x03, FormString, 0x49, FormReference4, 0x02, FormExpression]);
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
            FindVariables(info);
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
        List<Variable> variables = _variables.GetValueOrDefault(function, []);
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

    private static void AddVariables(ByteWriter info, List<Variable> variables)
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

    /// <summary>Named slots that have a place in the frame, and their types.</summary>
    private void FindVariables(ByteWriter info)
    {
        var types = new DwarfTypes(info);
        foreach (PlacedFunction function in _functions)
        {
            if (function.Code.Body is not { Method: { } method } body || FirstLine(function).Line == 0)
                continue;
            var variables = new List<Variable>();
            foreach (Slot slot in body.Slots)
            {
                int offset = slot.Id < function.Code.SlotOffsets.Length ? function.Code.SlotOffsets[slot.Id] : 0;
                if (offset == 0 || string.IsNullOrEmpty(slot.Name) || slot.VariableType is not { } type)
                    continue;
                bool isParameter = slot.Name == "this" || method.ParameterNames.Contains(slot.Name);
                variables.Add(new Variable(slot.Name, offset, types.Of(type), isParameter));
            }

            if (variables.Count > 0)
                _variables.Add(function, variables);
        }

        types.Finish();
    }
}
