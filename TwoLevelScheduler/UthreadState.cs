namespace TwoLevelScheduler;

/// <summary>Values of <see cref="Abi.Uthread.State"/>.</summary>
internal static class UthreadState
{
    public const uint New = 0;
    public const uint Running = 1;
    public const uint Runnable = 2;
    public const uint Parked = 3;
    public const uint Sleeping = 4;
    public const uint InSyscall = 5;
    public const uint InFutex = 6;
    public const uint Stopped = 7;
    public const uint Ended = 8;
}
