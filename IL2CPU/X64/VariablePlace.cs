namespace IL2CPU.X64;

/// <summary>What the number of a <see cref="VariableRange"/> means.</summary>
public enum VariablePlace : byte
{
    /// <summary>Machine register that holds the part: 0 to 15 general in encoding order, 16 to 31 XMM.</summary>
    Register,

    /// <summary>The part is this far from RBP, as it is once the frame is made.</summary>
    Frame,

    /// <summary>The bits of the part.</summary>
    Constant,

    /// <summary>The part is the address this far behind a symbol.</summary>
    Address,

    /// <summary>The part is the address this far from RBP.</summary>
    FrameAddress,

    /// <summary>Machine register that holds the part's address.</summary>
    AtRegister,

    /// <summary>The part's address is this far from RBP.</summary>
    AtFrame,
}
