using Abi;
using Core.Stacks;

namespace Core.Program.Stacks;

/// <summary>The frames of a uthread that stands in its saved position.</summary>
internal static unsafe class SavedFrames
{
    /// <summary>Begins with the innermost frame that exists; for Split that is the caller of the function.</summary>
    public static StackWalker Begin(Uthread* uthread)
    {
        var framePointer = (byte*)uthread->SavedRbp;
        return uthread->Saved == UthreadSaved.Split
            ? StackWalker.At(*(nuint*)uthread->SavedRsp, framePointer)
            : StackWalker.At((nuint)uthread->SavedRip, framePointer);
    }
}
