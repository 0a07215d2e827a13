using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Emit;

namespace ILText;

// Instructions with their operands.
internal sealed partial class Parser
{
    private static readonly Dictionary<string, OpCode> s_opcodes = MakeOpcodes();

    private static Dictionary<string, OpCode> MakeOpcodes()
    {
        var opcodes = new Dictionary<string, OpCode>(StringComparer.Ordinal);
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var opcode = (OpCode)field.GetValue(null)!;
            opcodes.TryAdd(opcode.Name!, opcode);
        }

        return opcodes;
    }

    private InstructionNode ParseInstruction()
    {
        int line = _cursor.Current.Line;
        if (!s_opcodes.TryGetValue(_cursor.Current.Text, out OpCode opcode))
            throw _cursor.Error("an instruction expected");
        _cursor.Take();
        return new InstructionNode(opcode, ParseOperand(opcode.OperandType), line);
    }

    private object? ParseOperand(OperandType type)
    {
        switch (type)
        {
            case OperandType.InlineNone:
                return null;
            case OperandType.InlineI or OperandType.ShortInlineI:
                return _cursor.Int32();
            case OperandType.InlineI8:
                return _cursor.Int64();
            case OperandType.InlineR or OperandType.ShortInlineR:
                return _cursor.Double();
            case OperandType.InlineString:
                return _cursor.Text();
            case OperandType.InlineVar or OperandType.ShortInlineVar:
                return _cursor.Current.Kind == TokenKind.Number ? _cursor.Int32() : _cursor.Word();
            case OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget:
                return _cursor.Word();
            case OperandType.InlineSwitch:
                return ParseLabels();
            case OperandType.InlineMethod:
                return ParseMethodReference();
            case OperandType.InlineField:
                return ParseFieldReference();
            case OperandType.InlineType:
                return ParseType();
            case OperandType.InlineSig:
                return ParseCallSite();
            case OperandType.InlineTok:
                if (_cursor.Accept("method"))
                    return ParseMethodReference();
                return _cursor.Accept("field") ? ParseFieldReference() : ParseType();
            default:
                throw _cursor.Error($"operands of kind {type} are unknown");
        }
    }

    private List<string> ParseLabels()
    {
        var labels = new List<string>();
        _cursor.Expect("(");
        while (!_cursor.Accept(")"))
        {
            labels.Add(_cursor.Word());
            _cursor.Accept(",");
        }

        return labels;
    }

    private SignatureNode ParseCallSite()
    {
        (bool isInstance, bool isExplicit, System.Reflection.Metadata.SignatureCallingConvention convention) = ParseConvention();
        TypeNode result = ParseType();
        _cursor.Expect("(");
        return new SignatureNode(isInstance, isExplicit, convention, result, ParseTypes(")"));
    }
}
