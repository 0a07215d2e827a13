using System.Threading;
using Core.Machine;

namespace Core.Kernel;

/// <summary>Lazy class constructors in the kernel: one core at a time runs them, the others spin.</summary>
/// <remarks>A constructor may need another type's; it must not block.</remarks>
internal static unsafe class KernelClassConstructors
{
    private const int Nobody = 0;

    // Core number + 1 of the core running constructors, and how deep it is in them.
    private static int s_owner;
    private static int s_depth;

    [Export("RunClassConstructor")]
    private static void EnsureRun(nint* context)
    {
        int self = CurrentCore() + 1;
        if (Volatile.Read(ref s_owner) != self)
        {
            while (Interlocked.CompareExchange(ref s_owner, self, Nobody) != Nobody)
                X86.Pause();
        }

        s_depth++;
        nint code = *context;
        if (code != 0 && code != Running)
        {
            *context = Running;
            ((delegate*<void>)code)();
            Volatile.Write(ref *context, 0);
        }

        if (--s_depth == 0)
            Volatile.Write(ref s_owner, Nobody);
    }

    // In place of the constructor's address while it runs: its own core passes, the others wait for the owner.
    private const nint Running = 1;

    /// <summary>Supplied by the kernel: number of the core this runs on.</summary>
    [Routine("kernel_current_core")]
    private static extern int CurrentCore();
}
