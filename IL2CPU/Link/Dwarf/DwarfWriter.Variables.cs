using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link.Dwarf;

// Arguments and locals: one list of locations each. Source: DWARF 5 sections 2.6 and 7.7.
internal sealed partial class DwarfWriter
{
    private const int AbbreviationVariable = 6;
    private const int AbbreviationParameter = 7;
    private const int AbbreviationUnknownVariable = 11;
    private const int AbbreviationUnknownParameter = 12;

    private const byte OpAddress = 0x03;
    private const byte OpDereference = 0x06;
    private const byte OpRegister = 0x50;
    private const byte OpAtRegister = 0x70;
    private const byte OpExtendedRegister = 0x90;
    private const byte OpFrameBase = 0x91;
    private const byte OpAtExtendedRegister = 0x92;
    private const byte OpPiece = 0x93;
    private const byte CallFrameAddress = 0x9C;
    private const byte OpImplicitValue = 0x9E;
    private const byte OpStackValue = 0x9F;

    // The frame base is the canonical frame address: RBP plus its own saved value and the return address.
    private const int FrameBaseFromRbp = -16;

    // By our number. Source: System V ABI for x86-64, figure 3.36.
    private static readonly byte[] s_dwarfRegisters = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly ByteWriter _locations = new();
    private DwarfTypes _types = null!;

    private static void AddVariableAbbreviations(ByteWriter bytes)
    {
        const byte variable = 0x34, parameter = 0x05;
        byte[] unknown = [0x03, FormString, 0x49, FormReference4];
        byte[] known = [.. unknown, 0x02, FormSectionOffset];
        Abbreviation(bytes, AbbreviationVariable, variable, hasChildren: false, known);
        Abbreviation(bytes, AbbreviationParameter, parameter, hasChildren: false, known);
        Abbreviation(bytes, AbbreviationUnknownVariable, variable, hasChildren: false, unknown);
        Abbreviation(bytes, AbbreviationUnknownParameter, parameter, hasChildren: false, unknown);
    }

    private IReadOnlyList<SourceVariable> VariablesOf(PlacedFunction function) =>
        function.Code.Body?.Variables is { } variables && FirstLine(function).Line > 0 ? variables.Variables : [];

    /// <summary>Describes the types of all variables, before anything refers to them.</summary>
    private void FindTypes(ByteWriter info, List<(TypeDesc Type, ulong Address)> statics)
    {
        _types = new DwarfTypes(info, type => _addressOf(new TypeSymbol(type)) is not null);
        foreach (PlacedFunction function in _functions)
        {
            foreach (SourceVariable variable in VariablesOf(function))
                _types.Of(variable.Type);
        }

        foreach ((TypeDesc type, _) in statics)
        {
            foreach (FieldDesc field in StaticsLayout.Of(type).Fields)
                _types.Of(field.FieldType);
        }

        _types.Finish();
    }

    private void AddVariables(ByteWriter info, PlacedFunction function, IReadOnlyList<SourceVariable> variables)
    {
        ReadOnlySpan<VariableRange> ranges = function.Code.Variables.AsSpan();
        for (int i = 0; i < variables.Count; i++)
        {
            int count = 0;
            while (count < ranges.Length && ranges[count].Variable == i)
                count++;
            SourceVariable variable = variables[i];
            info.Uleb((ulong)((variable.IsParameter, count > 0) switch
            {
                (true, true) => AbbreviationParameter,
                (true, false) => AbbreviationUnknownParameter,
                (false, true) => AbbreviationVariable,
                (false, false) => AbbreviationUnknownVariable,
            }));
            info.CString(variable.Name);
            info.UInt32(_types.Of(variable.Type));
            if (count > 0)
            {
                info.UInt32((uint)_locations.Length);
                AddLocations(function.Offset, variable, ranges[..count]);
            }

            ranges = ranges[count..];
        }
    }

    private void AddLocations(uint function, SourceVariable variable, ReadOnlySpan<VariableRange> ranges)
    {
        if (IsWhole(variable, ranges))
        {
            foreach (VariableRange range in ranges)
            {
                if (IsPresent(range))
                    AddLocation(function, range.Start, range.End, Expression(range));
            }
        }
        else
        {
            AddPieces(function, variable, ranges);
        }

        _locations.Byte(ListEnd);
    }

    // Nothing is put into an image only because a variable is its address.
    private bool IsPresent(in VariableRange range) => range.Place != VariablePlace.Address || _addressOf(range.Symbol!) is not null;

    private static bool IsWhole(SourceVariable variable, ReadOnlySpan<VariableRange> ranges)
    {
        int size = SizeOf(variable);
        foreach (VariableRange range in ranges)
        {
            if (range.Offset != 0 || range.Size < size)
                return false;
        }

        return true;
    }

    private static int SizeOf(SourceVariable variable) => variable.Type.IsValueType ? Math.Max(variable.Type.Layout.Size, 1) : AddressSize;

    private void AddLocation(uint function, int start, int end, byte[] expression)
    {
        _locations.Byte(ListOffsetPair);
        _locations.Uleb(function + (uint)start);
        _locations.Uleb(function + (uint)end);
        _locations.Uleb((ulong)expression.Length);
        _locations.Bytes(expression);
    }

    /// <summary>Wherever any part's place changes, another location of the whole begins.</summary>
    private void AddPieces(uint function, SourceVariable variable, ReadOnlySpan<VariableRange> ranges)
    {
        var bounds = new SortedSet<int>();
        foreach (VariableRange range in ranges)
        {
            bounds.Add(range.Start);
            bounds.Add(range.End);
        }

        int start = -1;
        foreach (int end in bounds)
        {
            if (start >= 0 && Pieces(variable, ranges, start) is { Length: > 0 } pieces)
                AddLocation(function, start, end, pieces);
            start = end;
        }
    }

    private byte[] Pieces(SourceVariable variable, ReadOnlySpan<VariableRange> ranges, int place)
    {
        var expression = new ByteWriter();
        int at = 0;
        // Ranges are sorted by part.
        foreach (VariableRange range in ranges)
        {
            if (place < range.Start || place >= range.End || range.Offset < at || !IsPresent(range))
                continue;
            if (range.Offset > at)
                Piece(expression, [], range.Offset - at);
            Piece(expression, Expression(range), range.Size);
            at = range.Offset + range.Size;
        }

        if (at > 0 && at < SizeOf(variable))
            Piece(expression, [], SizeOf(variable) - at);
        return expression.ToArray();
    }

    /// <summary>A piece without a place is unknown, or between the fields.</summary>
    private static void Piece(ByteWriter expression, byte[] place, int size)
    {
        expression.Bytes(place);
        expression.Byte(OpPiece);
        expression.Uleb((ulong)size);
    }

    private byte[] Expression(in VariableRange range)
    {
        var expression = new ByteWriter();
        switch (range.Place)
        {
            case VariablePlace.Register or VariablePlace.AtRegister:
                Register(expression, (int)range.Number, isAddress: range.Place == VariablePlace.AtRegister);
                break;
            case VariablePlace.Constant:
                expression.Byte(OpImplicitValue);
                expression.Uleb((ulong)range.Size);
                for (int i = 0; i < range.Size; i++)
                    expression.Byte(i < sizeof(long) ? (byte)(range.Number >> (8 * i)) : (byte)0);
                break;
            case VariablePlace.Address:
                expression.Byte(OpAddress);
                expression.UInt64((_addressOf(range.Symbol!) ?? throw new InvalidOperationException(range.Symbol!.Name)) + (ulong)range.Number);
                expression.Byte(OpStackValue);
                break;
            default:
                expression.Byte(OpFrameBase);
                expression.Sleb(range.Number + FrameBaseFromRbp);
                if (range.Place == VariablePlace.AtFrame)
                    expression.Byte(OpDereference);
                else if (range.Place == VariablePlace.FrameAddress)
                    expression.Byte(OpStackValue);
                break;
        }

        return expression.ToArray();
    }

    private static void Register(ByteWriter expression, int number, bool isAddress)
    {
        const int firstVector = 16, dwarfVector = 17, shortForms = 32;
        int register = number < firstVector ? s_dwarfRegisters[number] : number - firstVector + dwarfVector;
        if (register < shortForms)
        {
            expression.Byte((byte)((isAddress ? OpAtRegister : OpRegister) + register));
        }
        else
        {
            expression.Byte(isAddress ? OpAtExtendedRegister : OpExtendedRegister);
            expression.Uleb((ulong)register);
        }

        if (isAddress)
            expression.Sleb(0);
    }
}
