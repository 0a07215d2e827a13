using Abi;
using Core.Machine;

namespace Core.Program.Stacks;

/// <summary>Giving way to other uthreads.</summary>
public static unsafe class Yielding
{
    /// <summary>Lets others run, if there is a scheduler; on a system stack does nothing.</summary>
    public static void Yield()
    {
        Uthread* current = Uthreads.Current;
        if ((current->Flags & UthreadFlags.System) == 0)
            Platform.RunOnSystemStack((nint)(delegate*<Uthread*, void>)&UthreadHooks.Yield, current);
    }
}
