namespace Random;

/// <summary>A local, parameter or field.</summary>
public sealed record Variable(string Name, Shape Shape)
{
    /// <summary>May be assigned and passed by reference.</summary>
    public bool IsAssignable { get; init; } = true;

    /// <summary>A lambda may use it: no reference, no span.</summary>
    public bool IsCapturable { get; init; } = true;

    /// <summary>Counts the loop over this array: an index that is in range.</summary>
    public string? IndexOf { get; init; }
}
