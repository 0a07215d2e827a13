namespace IL2CPU.IR;

/// <summary>An instruction C# reaches by an [Instruction] method: its name is the method's name on Core.Machine.X86.</summary>
/// <remarks>Operands and result follow the method's scalar signature; the back end has one row per name.</remarks>
public sealed record MachineInstruction(string Name);
