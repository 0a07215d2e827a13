using Abi;

namespace Core.Program.Stacks;

/// <summary>Emitted routines that change stacks.</summary>
public static unsafe class UthreadRoutines
{
    /// <summary>Continues a uthread from its saved position; the stack this runs on is abandoned. On a system stack.</summary>
    [Routine("ResumeUthread")]
    public static extern void Resume(Uthread* uthread);

    /// <summary>Bottom of every split stack. Only its address is used.</summary>
    [Routine("UthreadStart")]
    internal static extern void Start();

    /// <summary>Continues in a handler block.</summary>
    [Routine("EnterHandler")]
    internal static extern void EnterHandler(byte* framePointer, byte* stackPointer, nuint handler, object value);
}
