using System;
using System.Collections.Generic;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ILText;

/// <summary>A method's instructions to bytes.</summary>
internal sealed class BodyWriter(MetadataWriter metadata, MethodNode method)
{
    private readonly int[] _offsets = new int[method.Code.Count + 1];

    /// <returns>Where the body is.</returns>
    public int Write(MethodBodyStreamEncoder bodies)
    {
        for (int i = 0; i < method.Code.Count; i++)
            _offsets[i + 1] = _offsets[i] + SizeOf(method.Code[i]);
        MethodBodyStreamEncoder.MethodBody body = bodies.AddMethodBody(
            _offsets[^1],
            method.MaxStack,
            method.Clauses.Count,
            hasSmallExceptionRegions: false,
            metadata.LocalsToken(method),
            method.InitializesLocals ? MethodBodyAttributes.InitLocals : MethodBodyAttributes.None,
            hasDynamicStackAllocation: method.Code.Exists(i => i.OpCode == OpCodes.Localloc));
        var writer = new BlobWriter(body.Instructions);
        for (int i = 0; i < method.Code.Count; i++)
            WriteInstruction(ref writer, i);
        foreach (ClauseNode clause in method.Clauses)
            WriteClause(body.ExceptionRegions, clause);
        return body.Offset;
    }

    private void WriteClause(ExceptionRegionEncoder encoder, ClauseNode clause) => encoder.Add(
        clause.Kind,
        _offsets[clause.TryStart],
        _offsets[clause.TryEnd] - _offsets[clause.TryStart],
        _offsets[clause.Start],
        _offsets[clause.End] - _offsets[clause.Start],
        clause.Type is null ? default : metadata.TypeToken(clause.Type),
        clause.Kind == ExceptionRegionKind.Filter ? _offsets[clause.Filter] : 0);

    private static int SizeOf(InstructionNode node) => node.OpCode.Size + node.OpCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineI or OperandType.ShortInlineVar or OperandType.ShortInlineBrTarget => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * ((List<string>)node.Operand!).Count),
        _ => 4,
    };

    private void WriteInstruction(ref BlobWriter writer, int index)
    {
        InstructionNode node = method.Code[index];
        if (node.OpCode.Size == 2)
            writer.WriteByte((byte)(node.OpCode.Value >> 8));
        writer.WriteByte((byte)node.OpCode.Value);
        int next = _offsets[index + 1];
        switch (node.OpCode.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineI:
                writer.WriteByte(unchecked((byte)(int)node.Operand!));
                break;
            case OperandType.InlineI:
                writer.WriteInt32((int)node.Operand!);
                break;
            case OperandType.InlineI8:
                writer.WriteInt64((long)node.Operand!);
                break;
            case OperandType.ShortInlineR:
                writer.WriteSingle((float)(double)node.Operand!);
                break;
            case OperandType.InlineR:
                writer.WriteDouble((double)node.Operand!);
                break;
            case OperandType.ShortInlineVar:
                writer.WriteByte((byte)VariableOf(node));
                break;
            case OperandType.InlineVar:
                writer.WriteUInt16((ushort)VariableOf(node));
                break;
            case OperandType.ShortInlineBrTarget:
                writer.WriteSByte(checked((sbyte)(TargetOf((string)node.Operand!, node) - next)));
                break;
            case OperandType.InlineBrTarget:
                writer.WriteInt32(TargetOf((string)node.Operand!, node) - next);
                break;
            case OperandType.InlineSwitch:
                WriteSwitch(ref writer, node, next);
                break;
            default:
                writer.WriteInt32(TokenOf(node.Operand!));
                break;
        }
    }

    private void WriteSwitch(ref BlobWriter writer, InstructionNode node, int next)
    {
        var labels = (List<string>)node.Operand!;
        writer.WriteInt32(labels.Count);
        foreach (string label in labels)
            writer.WriteInt32(TargetOf(label, node) - next);
    }

    private int TargetOf(string label, InstructionNode node) => method.Labels.TryGetValue(label, out int index)
        ? _offsets[index]
        : throw new SyntaxException($"there is no label {label}", node.Line);

    private int VariableOf(InstructionNode node)
    {
        if (node.Operand is int number)
            return number;
        var name = (string)node.Operand!;
        int index;
        if (node.OpCode.Name!.Contains("arg", StringComparison.Ordinal))
        {
            index = method.ParameterNames.IndexOf(name);
            index += index >= 0 && method.Signature is { IsInstance: true, IsExplicit: false } ? 1 : 0;
        }
        else
        {
            index = method.Locals.FindIndex(l => l.Name == name);
        }

        return index >= 0 ? index : throw new SyntaxException($"there is no variable {name}", node.Line);
    }

    private int TokenOf(object operand) => operand switch
    {
        string text => MetadataTokens.GetToken(metadata.TextToken(text)),
        TypeNode type => MetadataTokens.GetToken(metadata.TypeToken(type)),
        MethodReference reference => MetadataTokens.GetToken(metadata.MethodToken(reference)),
        FieldReference reference => MetadataTokens.GetToken(metadata.FieldToken(reference)),
        SignatureNode signature => MetadataTokens.GetToken(metadata.CallSiteToken(signature)),
        _ => throw new InvalidOperationException($"an operand is a {operand.GetType().Name}"),
    };
}
