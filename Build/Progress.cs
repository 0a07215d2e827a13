using System;
using System.Diagnostics;

namespace Build;

/// <summary>Progress of long steps, on standard error only: standard output belongs to the program.</summary>
public static class Progress
{
    private static readonly Stopwatch s_clock = Stopwatch.StartNew();

    /// <summary>True to say nothing but errors.</summary>
    public static bool IsQuiet { get; set; }

    public static void Say(string text)
    {
        if (!IsQuiet)
            Console.Error.WriteLine($"[{s_clock.Elapsed.TotalSeconds,6:0.0}s] {text}");
    }
}
