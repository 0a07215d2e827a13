using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Source position of a value.</summary>
/// <param name="Method">Method whose IL this is (the inlinee, for inlined code).</param>
/// <param name="Offset">IL offset in it.</param>
/// <param name="InlinedAt">Index of the call's location in the same table; -1 at the outermost.</param>
public readonly record struct Location(MethodDesc Method, int Offset, int InlinedAt);
