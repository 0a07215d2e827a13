using Core.Collector;
using Core.Machine;
using Core.Types;

namespace Core.Kernel;

/// <summary>The allocation helpers of the kernel: always from the heap, under its lock.</summary>
internal static unsafe class KernelAllocator
{
    [Export("RhpNewFast")]
    private static object NewObject(MethodTable* type) => Allocate(type, type->BaseSize);

    [Export("RhpNewArray")]
    private static object NewArray(MethodTable* type, long length) => WithLength(Allocate(type, Allocator.BytesOfArray(type, length)), (int)length);

    [Export("RhNewString")]
    private static object NewString(MethodTable* type, nint length) => WithLength(Allocate(type, Allocator.BytesOfString(length)), (int)length);

    private static object Allocate(MethodTable* type, nuint bytes)
    {
        nuint block = Heap.TryAllocate(bytes, type->HasReferences);
        if (block == 0)
            block = Heap.AllocateFresh(bytes, type->HasReferences);
        if (block == 0)
            Allocator.ThrowOutOfMemory();
        nuint address = block + Heap.HeaderSize;
        *(MethodTable**)address = type;
        return Intrinsics.ObjectAt((nint)address);
    }

    private static object WithLength(object result, int length)
    {
        *(int*)(Intrinsics.AddressOf(result) + 8) = length;
        return result;
    }
}
