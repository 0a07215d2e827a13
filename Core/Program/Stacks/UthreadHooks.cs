using Abi;

namespace Core.Program.Stacks;

/// <summary>What a scheduler of uthreads plugs into the runtime. Code addresses of static methods; 0: there is none.</summary>
/// <remarks>All run on the system stack.</remarks>
public static unsafe class UthreadHooks
{
    private static delegate*<Uthread*, void> s_yield;
    private static delegate*<Uthread*, void> s_ended;
    private static delegate*<void> s_stopWorld;
    private static delegate*<void> s_startWorld;

    public static bool HasScheduler => s_yield != null;

    /// <summary>Installs a scheduler.</summary>
    /// <param name="yield">The uthread stands in its saved position and may run others first: put it in the run queue and do
    /// not return, or return to let it continue.</param>
    /// <param name="ended">The uthread's entry returned; never returns. The scheduler frees it by <see cref="Uthreads.Free"/>.</param>
    public static void InstallScheduler(delegate*<Uthread*, void> yield, delegate*<Uthread*, void> ended)
    {
        s_yield = yield;
        s_ended = ended;
    }

    /// <summary>Installs the stopping of other vcores for collections.</summary>
    /// <param name="stopWorld">Returns when every other uthread stands in its saved position and stays there.</param>
    public static void InstallWorld(delegate*<void> stopWorld, delegate*<void> startWorld)
    {
        s_stopWorld = stopWorld;
        s_startWorld = startWorld;
    }

    internal static void Yield(Uthread* uthread)
    {
        if (s_yield != null)
            s_yield(uthread);
    }

    internal static void Ended(Uthread* uthread)
    {
        if (s_ended != null)
            s_ended(uthread);
    }

    internal static void StopWorld()
    {
        if (s_stopWorld != null)
            s_stopWorld();
    }

    internal static void StartWorld()
    {
        if (s_startWorld != null)
            s_startWorld();
    }
}
