namespace Random;

/// <summary>What a run of a program left.</summary>
public sealed record Outcome(int Status, string Output, string Errors)
{
    /// <summary>The status of a program that was ended because it took too long.</summary>
    public const int TimedOut = -1000;
}
