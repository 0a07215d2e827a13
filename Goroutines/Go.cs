using System;
using System.Runtime.CompilerServices;
using Core.Machine;

namespace Goroutines;

/// <summary>Starting goroutines, and what a goroutine does to itself.</summary>
public static class Go
{
    /// <summary>Starts a goroutine. An exception that leaves the body ends the process with a trace.</summary>
    public static Goroutine Spawn(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Goroutine.Start(body);
    }

    /// <summary>Lets others run that are ready.</summary>
    public static void Yield() => Platform.Yield();

    /// <summary>Waits that long, at least. Others run meanwhile.</summary>
    public static void Sleep(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            Yield();
            return;
        }

        Goroutine.Current.Sleep(Platform.Now() + ((ulong)duration.Ticks * 100));
    }

    /// <summary>A monotonic clock in nanoseconds.</summary>
    public static ulong NowNs => Platform.Now();

    /// <summary>Goroutines that have not ended, the main one included once it used this library.</summary>
    public static int Count => GoroutineList.Count;

    /// <summary>Asks for cores; returns how many the process now has.</summary>
    public static int RequestCores(int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        return Platform.RequestCores(total);
    }

    /// <summary>Sets the time after which a goroutine that does not yield is made to; zero for never.</summary>
    public static void SetTimeSlice(TimeSpan slice) => Platform.SetTimeSlice((ulong)(slice.Ticks / 10));

    /// <summary>All goroutines that have not ended, oldest first.</summary>
    public static Goroutine[] All() => GoroutineList.Snapshot();
}
