using System.Runtime.CompilerServices;
using Abi;

namespace Kernel.Machine;

/// <summary>Storage of one user context outside of any core: that of a process with a single context.</summary>
public sealed unsafe class SavedContext
{
    private readonly byte* _memory;

    private SavedContext(byte* memory) => _memory = memory;

    public ref UserContext Context => ref Unsafe.AsRef<UserContext>(_memory + CoreBlock.FpuSize);

    internal byte* Fpu => _memory;

    /// <summary>Null when there is no memory.</summary>
    public static SavedContext? Create()
    {
        byte* memory = FrameAllocator.AllocateZeroed(0);
        return memory == null ? null : new SavedContext(memory);
    }

    public void Free() => FrameAllocator.Free(_memory, 0);
}
