using System.Runtime.CompilerServices;
using System.Threading;
using Abi;
using Core.Machine;

namespace Goroutines;

/// <summary>A lock in one word of a heap object, for short stretches that do not park.</summary>
/// <remarks>A holder is not asked to yield (Split and Poll look at <see cref="Uthread.PreemptDisabled"/>), but its core may be
/// taken from it; so who waits long yields instead of spinning on.</remarks>
internal static unsafe class WordLock
{
    private const int SpinsBeforeYield = 100;

    public static void Acquire(ref int word)
    {
        Current->PreemptDisabled++;
        int spins = 0;
        while (Interlocked.CompareExchange(ref word, 1, 0) != 0)
        {
            if (++spins < SpinsBeforeYield)
            {
                X86.Pause();
                continue;
            }

            spins = 0;
            Current->PreemptDisabled--;
            Platform.Yield();
            Current->PreemptDisabled++;
        }
    }

    public static void Release(ref int word)
    {
        Volatile.Write(ref word, 0);
        Uthread* current = Current;

        // A request to yield that came meanwhile was passed over; the next prologue shall see it.
        if (--current->PreemptDisabled == 0 && current->PreemptRequested != 0)
            current->StackGuard = Uthread.Poison;
    }

    /// <summary>Parks the caller and releases the lock once its context is saved.</summary>
    public static void ParkAndRelease(ref int word)
    {
        // SAFETY: the word is in a heap object, and those do not move.
        int* address = (int*)Unsafe.AsPointer(ref word);
        Current->PreemptDisabled--;
        Platform.Park(address);
    }

    private static Uthread* Current => (Uthread*)Intrinsics.CurrentUthread();
}
