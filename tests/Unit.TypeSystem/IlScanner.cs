using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using IL2CPU.TypeSystem;

namespace Unit.TypeSystem;

internal readonly record struct IlInstruction(int Offset, OpCode Code, int Token);

/// <summary>Splits IL into instructions by the host's own opcode table.</summary>
internal static class IlScanner
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    public static List<IlInstruction> Scan(ILBody body)
    {
        List<IlInstruction> result = [];
        ReadOnlySpan<byte> code = body.Code;
        for (int i = 0; i < code.Length;)
        {
            int start = i;
            short value = code[i++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code[i++]);
            }

            OpCode op = s_codes[value];
            int size = op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code[i..])),
                _ => 4,
            };
            int token = size == 4 ? BinaryPrimitives.ReadInt32LittleEndian(code[i..]) : 0;
            result.Add(new IlInstruction(start, op, token));
            i += size;
        }

        return result;
    }
}
