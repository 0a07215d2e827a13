using System.Collections.Immutable;

namespace IL2CPU.IR;

/// <summary>Scalar shape of an indirect call, after classification.</summary>
/// <param name="Parameters">Kinds of the arguments after the code address.</param>
/// <param name="Results">0, 1 or 2 kinds.</param>
public sealed record CallSignature(ImmutableArray<Kind> Parameters, ImmutableArray<Kind> Results);
