using System.Threading;
using Core.Machine;

namespace Core.Linux;

// Signals that a program handles: they are remembered until a thread of the program asks.
internal static unsafe partial class LinuxSignals
{
    private const ulong IgnoredByDefault = 1UL << (SigChld - 1) | 1UL << (SigCont - 1) | 1UL << (SigUrg - 1) | 1UL << (SigWinch - 1);
    private const int SigChld = 17;
    private const int SigCont = 18;
    private const int SigUrg = 23;
    private const int SigWinch = 28;

    private static ulong s_watched;
    private static ulong s_came;

    private struct Change
    {
        public int Signal;
        public nint Handler;
    }

    [Export("platform_watch_signal")]
    private static void Watch(int signal, bool isWatched)
    {
        ulong bit = 1UL << (signal - 1);
        if (isWatched)
            Interlocked.Or(ref s_watched, bit);
        else
            Interlocked.And(ref s_watched, ~bit);
        Change change = default;
        change.Signal = signal;
        change.Handler = isWatched ? (nint)(delegate*<void>)&Handler : 0;
        Platform.RunOnSystemStack((nint)(delegate*<Change*, void>)&Apply, &change);
    }

    [Export("platform_take_signals")]
    private static ulong TakeSignals() => Interlocked.Exchange(ref s_came, 0);

    [Export("platform_default_signal")]
    private static void DoDefault(int signal)
    {
        if ((IgnoredByDefault >> (signal - 1) & 1) != 0)
            return;
        Watch(signal, false);
        LinuxCalls.Call(LinuxCalls.Kill, LinuxCalls.Call(LinuxCalls.Getpid, 0, 0, 0, 0, 0), signal, 0, 0, 0);
    }

    private static void Apply(Change* change) => Set(change->Signal, change->Handler);

    private static bool Remember(int signal)
    {
        ulong bit = 1UL << (signal - 1);
        if ((s_watched & bit) == 0)
            return false;
        Interlocked.Or(ref s_came, bit);
        return true;
    }
}
