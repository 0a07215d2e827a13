namespace IL2CPU.X64;

/// <summary>How much of its frame a function has made at some point of its code.</summary>
public enum FrameState : byte
{
    /// <summary>RSP and RBP are as at the entry.</summary>
    None,

    /// <summary>RBP was pushed and is still the caller's.</summary>
    Pushed,

    /// <summary>RBP is the frame's.</summary>
    Made,
}

/// <summary>From this offset on, the frame is in this state; it begins with <see cref="FrameState.None"/>.</summary>
public readonly record struct FrameRow(int Offset, FrameState State);
