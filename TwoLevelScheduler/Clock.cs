using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>The TSC and its frequency.</summary>
internal static unsafe class Clock
{
    private const ulong UsPerSecond = 1_000_000;

    public static ulong Now => X86.Rdtsc();

    private static ulong Frequency => Vcores.Info->TscFrequency;

    public static ulong TscFromUs(ulong us) => (us / UsPerSecond * Frequency) + (us % UsPerSecond * Frequency / UsPerSecond);

    /// <summary>TSC at a Unix time in microseconds.</summary>
    public static ulong TscFromUnixUs(ulong unixUs)
    {
        ProcInfo* info = Vcores.Info;
        ulong startUs = info->WallTimeNs / 1000;
        return unixUs <= startUs ? info->WallTimeTsc : info->WallTimeTsc + TscFromUs(unixUs - startUs);
    }
}
