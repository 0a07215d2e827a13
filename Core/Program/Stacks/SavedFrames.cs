using Abi;
using Core.Stacks;

namespace Core.Program.Stacks;

/// <summary>The frames of a uthread that stands in its saved position.</summary>
internal static unsafe class SavedFrames
{
    /// <summary>Begins with the innermost frame that exists; for Split that is the caller of the function.</summary>
    public static StackWalker Begin(Uthread* uthread) => StackWalker.At(Innermost(uthread), (byte*)uthread->SavedRbp);

    /// <summary>Return address into the innermost frame, whose RBP is SavedRbp.</summary>
    public static nuint Innermost(Uthread* uthread) =>
        uthread->Saved == UthreadSaved.Split ? *(nuint*)uthread->SavedRsp : (nuint)uthread->SavedRip;
}
