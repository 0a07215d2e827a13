namespace Core.Machine;

/// <summary>What a leaf layer (Linux, Metal, Kernel, Native) supplies, by exports of these names.</summary>
/// <remarks>All run with every check passing: on a system stack, or on a fixed stack.</remarks>
public static unsafe class Platform
{
    /// <summary>Address range reserved for the heap and its tables; nothing in it needs to be mapped yet.</summary>
    /// <param name="size">Bytes, at least 16 MiB; both results are multiples of 2 MiB.</param>
    [Routine("platform_heap_range")]
    public static extern nuint HeapRange(out nuint size);

    /// <summary>Makes part of the heap range readable, writable and zero. Multiples of 64 KiB, each piece once.</summary>
    /// <returns>False when memory is short.</returns>
    [Routine("platform_commit")]
    public static extern bool Commit(nuint address, nuint bytes);

    /// <summary>Gives the memory behind committed addresses back; they stay usable and read as zero.</summary>
    /// <returns>False when the platform cannot: nothing changed.</returns>
    [Routine("platform_release")]
    public static extern bool Release(nuint address, nuint bytes);

    /// <summary>Writes UTF-8 text where error messages go.</summary>
    [Routine("platform_write_error")]
    public static extern void WriteError(byte* text, nuint bytes);

    /// <summary>Ends the process, or the machine in the kernel. Never returns.</summary>
    [Routine("platform_exit")]
    public static extern void Exit(int status);

    /// <summary>Collects garbage if this image can; on the system stack, with the current uthread's position saved.</summary>
    [Routine("runtime_collect")]
    public static extern void Collect();

    /// <summary>Runs a static method on the system stack; directly when already there, and in images with fixed stacks.</summary>
    /// <param name="function">Code address of a static method taking one integer or pointer.</param>
    [Routine("RunOnSystemStack")]
    public static extern void RunOnSystemStack(nint function, void* argument);
}
