using Core.Machine;

namespace Core.Plugs;

/// <summary>Stores of references: the collector needs no barrier, so they are plain.</summary>
internal static unsafe class BarrierLeaves
{
    [Export("RhBulkMoveWithWriteBarrier")]
    private static void BulkMove(ref byte destination, ref byte source, nuint bytes)
    {
        fixed (byte* to = &destination, from = &source)
            MachineRoutines.MemMove(to, from, bytes);
    }

    [Export("RhpGcSafeZeroMemory")]
    private static byte* ZeroMemory(byte* memory, nuint bytes)
    {
        MachineRoutines.MemSet(memory, 0, bytes);
        return memory;
    }

    [Export("RhpAssignRef")]
    private static void AssignRef(ref object? cell, object? value) => cell = value;

    [Export("RhpCheckedAssignRef")]
    private static void CheckedAssignRef(ref object? cell, object? value) => cell = value;
}
