using Abi;
using Core.Tables;

namespace Core.Stacks;

/// <summary>Walks managed frames from a return address upwards.</summary>
/// <remarks>
/// Usable on the walked stack itself: its pointers are adjusted like any others when the stack moves. Frames are linked by
/// RBP. The frame of the routine FaultEntry stands for a call made by the faulting instruction.
/// </remarks>
public unsafe struct StackWalker
{
    /// <summary>RBP of the frame. Meaningless for <see cref="IsFrameless"/>.</summary>
    public byte* FramePointer;

    /// <summary>Where the frame's code stands.</summary>
    public nuint Pc;

    /// <summary>The code stopped at a faulting instruction, not at a call.</summary>
    public bool IsFault;

    /// <summary>Code without a frame, stopped at a faulting instruction: no slots, no regions.</summary>
    public bool IsFrameless;

    // Where the caller of a frameless leaf continues: the cell with the return address.
    private nuint* _leafReturn;

    /// <summary>Begins at the code standing at a return address, with its frame pointer.</summary>
    /// <remarks>A return address in FaultEntry begins at the faulting instruction.</remarks>
    public static StackWalker At(nuint pc, byte* framePointer)
    {
        var walker = new StackWalker { Pc = pc, FramePointer = framePointer };
        if (FaultEntry.Contains(pc))
            walker.MoveToFault();
        return walker;
    }

    /// <summary>Begins with the caller of the frame given.</summary>
    public static StackWalker CallerOf(byte* framePointer)
    {
        StackWalker walker = At(0, framePointer);
        walker.MoveToCaller();
        return walker;
    }

    /// <summary>False at the end: the bottom routine of the stack, or foreign code.</summary>
    public readonly bool IsManaged
    {
        get
        {
            MethodInfo* method = Method;
            return method != null && (method->Flags & MethodInfoFlags.Routine) == 0;
        }
    }

    public readonly MethodInfo* Method => ImageTables.FindMethod(IsFault ? Pc : Pc - 1);

    /// <summary>Address to look up regions and lines with.</summary>
    public readonly uint TextOffset => (uint)((IsFault ? Pc : Pc - 1) - ImageTables.Header->TextStart);

    /// <summary>Record of the frame's live slots; null at the end of the walk.</summary>
    public readonly uint* Map
    {
        get
        {
            if (!IsFault)
                return ImageTables.FindMap(Pc);
            ImageHeader* header = ImageTables.Header;
            return header->MapRecords + (IsFrameless ? StackMapRecord.Empty : FunctionDetails.Of(header, Method).BaseMap);
        }
    }

    /// <summary>Goes to the caller, through FaultEntry if the frame was entered by a fault.</summary>
    public void MoveToCaller()
    {
        if (IsFrameless)
        {
            Pc = *_leafReturn;
            IsFrameless = false;
            IsFault = false;
            return;
        }

        Pc = ((nuint*)FramePointer)[1];
        FramePointer = *(byte**)FramePointer;
        IsFault = false;
        if (FaultEntry.Contains(Pc))
            MoveToFault();
    }

    private readonly bool HasFrame(MethodInfo* method)
    {
        if ((method->Flags & MethodInfoFlags.LateFrame) == 0)
            return (method->Flags & MethodInfoFlags.HasFrame) != 0;
        ImageHeader* header = ImageTables.Header;
        return TextOffset - method->CodeOffset >= FunctionDetails.Of(header, method).FrameFrom;
    }

    // The frame is FaultEntry's: [rbp] the code's RBP, [rbp+8] the faulting PC, and above it the code's stack.
    private void MoveToFault()
    {
        byte* frame = FramePointer;
        Pc = ((nuint*)frame)[1];
        FramePointer = *(byte**)frame;
        IsFault = true;
        MethodInfo* method = Method;
        if (method != null && !HasFrame(method))
        {
            IsFrameless = true;
            _leafReturn = (nuint*)frame + 2;
        }
    }
}
