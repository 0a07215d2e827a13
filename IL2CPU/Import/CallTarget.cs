using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

internal enum CallTargetKind
{
    /// <summary>Code with a symbol.</summary>
    Code,

    /// <summary>[Instruction]: <see cref="CallTarget.Name"/>.</summary>
    Instruction,

    /// <summary>[LinkerSymbol]: the address of <see cref="CallTarget.Name"/>.</summary>
    LinkerSymbol,
}

/// <summary>What a direct call of a method becomes.</summary>
/// <param name="Method">The method whose code runs: the plug or export in place of the one named; null for routines.</param>
internal sealed record CallTarget(CallTargetKind Kind, string Name, Symbol? Symbol, MethodDesc? Method, bool NeverReturns = false);

/// <summary>Private cells of System.Delegate the compiler reads.</summary>
internal sealed record DelegateFields(FieldDesc FirstParameter, FieldDesc HelperObject, FieldDesc Extra, FieldDesc FunctionPointer);
