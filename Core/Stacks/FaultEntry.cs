using Abi;
using Core.Tables;

namespace Core.Stacks;

/// <summary>The routine a fault in managed code continues in; ARCHITECTURE.md 1.3.</summary>
public static unsafe class FaultEntry
{
    /// <summary>Code address of the routine.</summary>
    public static nuint Address => (nuint)(delegate*<void>)&Enter;

    /// <summary>True for a return address inside the routine.</summary>
    public static bool Contains(nuint pc)
    {
        // A miss is the common case and must be cheap; the routine is shorter than this.
        if (pc - Address > 256)
            return false;
        MethodInfo* method = ImageTables.FindMethod(pc - 1);
        return method != null && ImageTables.Header->TextStart + method->CodeOffset == Address;
    }

    // Never called: a fault handler makes the interrupted code continue here.
    [Routine("FaultEntry")]
    private static extern void Enter();
}
