using System.Reflection.Emit;

namespace ILText;

/// <summary>An instruction with its operand: a number, text, label (or several), variable's name, type, method, field or signature.</summary>
internal sealed record InstructionNode(OpCode OpCode, object? Operand, int Line);
