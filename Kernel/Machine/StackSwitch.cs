using System.Diagnostics.CodeAnalysis;
using Core;

namespace Kernel.Machine;

/// <summary>Position of a kernel stack that is not running.</summary>
public struct StackPosition
{
    internal ulong Rsp;
}

/// <summary>Moves a core between kernel stacks.</summary>
public static unsafe class StackSwitch
{
    /// <summary>Leaves the current stack at <paramref name="saved"/> and enters one left in the same way.</summary>
    /// <remarks>The caller must not hold locks; it may continue on another core.</remarks>
    public static void To(ref StackPosition saved, in StackPosition target)
    {
        fixed (ulong* place = &saved.Rsp)
        {
            Routines.SwitchStack(place, target.Rsp);
        }
    }

    /// <summary>Leaves the current stack and runs <c>kthread_main</c> on an empty one.</summary>
    public static void ToFresh(ref StackPosition saved, ulong stackTop)
    {
        fixed (ulong* place = &saved.Rsp)
        {
            Routines.StartOnStack(place, stackTop, (delegate*<void>)&KthreadMain);
        }
    }

    /// <summary>Runs <c>kthread_main</c> on an empty stack and forgets the current one.</summary>
    [DoesNotReturn]
    public static void Abandon(ulong stackTop)
    {
        ulong unused;
        Routines.StartOnStack(&unused, stackTop, (delegate*<void>)&KthreadMain);
        Panic.Fail("an abandoned stack continued");
    }

    [Routine("kthread_main")]
    private static extern void KthreadMain();
}
