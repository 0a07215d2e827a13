using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>What a static field holds from the start, because its class constructor was run at compile time.</summary>
/// <param name="Field">Static field of the type; those not listed are zero.</param>
/// <param name="Bits">Its value, in the low bytes; 0 when there is a symbol.</param>
/// <param name="Symbol">Object the field refers to; null for numbers.</param>
public sealed record InitialStatic(FieldDesc Field, long Bits, Symbol? Symbol);
