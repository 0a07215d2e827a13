using Abi;
using Core.Machine;

namespace Core.Program.Stacks;

/// <summary>Giving way to other uthreads.</summary>
public static unsafe class Yielding
{
    /// <summary>A tick found code on a system stack, which cannot yield: the next safepoint of a uthread does.</summary>
    /// <remarks>Of the process, so for one core. Not in the system uthread: nothing may poison the guard of its stack.</remarks>
    public static bool IsDue { get; set; }

    /// <summary>Lets others run, if there is a scheduler; on a system stack does nothing.</summary>
    public static void Yield()
    {
        Uthread* current = Uthreads.Current;
        if ((current->Flags & UthreadFlags.System) == 0)
            Platform.RunOnSystemStack((nint)(delegate*<Uthread*, void>)&UthreadHooks.Yield, current);
    }
}
