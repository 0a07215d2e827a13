namespace IL2CPU.IR;

/// <summary>What a part of a variable is at some places of the source.</summary>
/// <param name="Variable">Index into <see cref="SourceVariables.Variables"/>.</param>
/// <param name="From">First IL offset.</param>
/// <param name="To">End of the IL offsets; <see cref="SourceVariables.Everywhere"/> with a From of 0 for a variable that never changes.</param>
/// <param name="Offset">Of the part in the variable.</param>
/// <param name="Size">Of the part, in bytes.</param>
/// <param name="IsAddress">The value is the address of the part.</param>
public readonly record struct VariableValue(int Variable, int From, int To, int Offset, int Size, Value Value, bool IsAddress)
{
    public bool IsEverywhere => From == 0 && To == SourceVariables.Everywhere;
}
