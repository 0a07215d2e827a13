using System.Collections.Generic;

namespace Codegen;

/// <summary>One compiled form of all kernels.</summary>
/// <param name="Name">Heading of its column.</param>
/// <param name="Command">Program and leading arguments; kernel, size and repetitions follow.</param>
/// <param name="WarmUp">Repetitions before the first that counts.</param>
/// <param name="IsCountable">Runs under the instruction counter and does the same in every repetition.</param>
internal sealed record Variant(string Name, IReadOnlyList<string> Command, int WarmUp, bool IsCountable);
