using IL2CPU.IR;

namespace IL2CPU.X64;

/// <summary>While the program counter is in a range of the code, a part of a variable is in this place.</summary>
/// <param name="Variable">Index into the body's variables.</param>
/// <param name="Offset">Of the part in the variable, in bytes.</param>
/// <param name="Size">Of the part, in bytes.</param>
/// <param name="Symbol">For <see cref="VariablePlace.Address"/>.</param>
public readonly record struct VariableRange(int Variable, int Offset, int Size, int Start, int End, VariablePlace Place, long Number, Symbol? Symbol = null);
