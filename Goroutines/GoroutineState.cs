namespace Goroutines;

/// <summary>Where a goroutine is in its life.</summary>
public enum GoroutineState
{
    /// <summary>Runs, or waits for a core.</summary>
    Runnable,

    /// <summary>Waits for another goroutine.</summary>
    Parked,

    /// <summary>Waits for time to pass.</summary>
    Sleeping,

    /// <summary>Its body returned.</summary>
    Ended,
}
