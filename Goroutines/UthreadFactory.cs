using Abi;
using Core;
using Core.Machine;

namespace Goroutines;

/// <summary>Makes the uthread under a goroutine.</summary>
internal static unsafe class UthreadFactory
{
    /// <summary>A uthread with a first stack of 2 KiB that will begin in <paramref name="entry"/>; not runnable yet.</summary>
    public static Uthread* Create(delegate*<Goroutine, void> entry, Goroutine goroutine)
    {
        Uthread* uthread = CreateUthread((nuint)entry, goroutine);
        uthread->Owner = (ulong)Intrinsics.AddressOf(goroutine);
        return uthread;
    }

    /// <summary>Of Core: block and stack, in the list of all uthreads, <see cref="Uthread.EntryArgument"/> set.</summary>
    [Routine("CreateUthread")]
    private static extern Uthread* CreateUthread(nuint entry, object argument);
}
