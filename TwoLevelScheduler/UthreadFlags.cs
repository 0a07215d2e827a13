namespace TwoLevelScheduler;

/// <summary>Bits of <see cref="Abi.Uthread.SchedulerFlags"/>.</summary>
internal static class UthreadFlag
{
    /// <summary>Notifications are disabled or about to be: an interruption continues it at once. Written by the uthread itself.</summary>
    public const uint DontMigrate = 1;

    /// <summary>Stands in its Saved fields and holds no system stack: the routine ResumeUthread continues it.</summary>
    public const uint SavedByProgram = 2;

    /// <summary>Stands in a native call: <see cref="Abi.Uthread.Context"/> is a software context.</summary>
    public const uint SavedSoftware = 4;

    /// <summary>Was interrupted anywhere: <see cref="Abi.Uthread.Context"/> is what the kernel saved.</summary>
    public const uint SavedHardware = 8;

    /// <summary>Has not run: begins at the entry of the program's image.</summary>
    public const uint Bootstrap = 16;

    /// <summary>A signal handler's uthread runs in its place.</summary>
    public const uint InSignal = 32;

    public const uint SavedMask = SavedByProgram | SavedSoftware | SavedHardware | Bootstrap;
}
