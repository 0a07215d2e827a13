using System;

namespace Samples.Tour;

/// <summary>One line of the tour.</summary>
internal static class Line
{
    public static bool Write(string seam, bool good, string values)
    {
        Console.WriteLine($"{seam,-12} {(good ? "ok  " : "FAIL")} {values}");
        return good;
    }
}
