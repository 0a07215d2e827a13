namespace Core.Machine;

/// <summary>Operations the compiler expands by name.</summary>
public static unsafe class Intrinsics
{
    /// <summary>R14: the address of the current <see cref="Abi.Uthread"/>. Program images only.</summary>
    [Intrinsic]
    public static extern nint CurrentUthread();

    /// <summary>RBP of the calling method. A pointer: it is adjusted when the stack moves. The method must not be inlined.</summary>
    [Intrinsic]
    public static extern byte* FrameAddress();

    /// <summary>Address of an object's MethodTable cell, as an integer. Keeps nothing alive.</summary>
    [Intrinsic]
    public static extern nint AddressOf(object? value);

    /// <summary>The object whose MethodTable cell is at the address; null for 0. Unchecked.</summary>
    [Intrinsic]
    public static extern object ObjectAt(nint address);
}
