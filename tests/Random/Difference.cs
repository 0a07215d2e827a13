namespace Random;

/// <summary>A program did otherwise than on .NET.</summary>
/// <param name="Kind">One word: differences of another kind are others.</param>
/// <param name="Unit">The namespace it came up in.</param>
public sealed record Difference(Mode Mode, string Kind, int Unit, string Expected, string Actual);
