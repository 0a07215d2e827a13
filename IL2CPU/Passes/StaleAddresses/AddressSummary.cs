using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>A question about a method: one of its scalar parameters is tainted.</summary>
internal readonly record struct AddressQuestion(MethodBody Body, int Parameter, AddressTaint Taint, bool IsStale);

/// <summary>Where a stale integer is used as an address, and the calls that lead there, outermost first.</summary>
/// <param name="Body">Method of this step.</param>
/// <param name="Value">The use, or the call it is passed to.</param>
/// <param name="Inner">What the callee does.</param>
/// <param name="Split">What may have moved the stack in this method before; null when nothing here did.</param>
/// <param name="IsSplitOnEntry">The method's own prologue may have.</param>
internal sealed record StaleUse(MethodBody Body, Value Value, StaleUse? Inner, Value? Split, bool IsSplitOnEntry);

/// <summary>The answer.</summary>
internal sealed class AddressSummary
{
    /// <summary>Nothing happens to the parameter; also assumed of a call in a cycle that is being analysed.</summary>
    public static readonly AddressSummary Nothing = new();

    /// <summary>First use of an integer that is stale there; null when there is none.</summary>
    public StaleUse? Use { get; init; }

    /// <summary>What the results carry of it.</summary>
    public AddressTaint Results { get; init; }

    /// <summary>Whether an integer among the results is stale already.</summary>
    public bool ResultsAreStale { get; init; }

    /// <summary>The integer it is, or that is behind it, goes where nobody follows.</summary>
    public bool Escapes { get; init; }

    /// <summary>The pointer it is, or that is behind it, is kept where nobody adjusts it.</summary>
    public bool KeepsPointer { get; init; }

    /// <summary>What is stored into memory other parameters point at: parameter and taint.</summary>
    public IReadOnlyList<(int Parameter, AddressTaint Taint)> Stores { get; init; } = [];
}
