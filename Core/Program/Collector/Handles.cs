using System.Runtime.InteropServices;
using Core.Collector;
using Core.Machine;
using Core.Memory;

namespace Core.Program.Collector;

/// <summary>GC handles: cells outside the heap. A handle is the address of its cell, and its object the first word.</summary>
/// <remarks>Guarded by the heap lock, but for reading and writing the object.</remarks>
internal static unsafe class Handles
{
    private const int CellsPerBlock = 340;

    private static Block* s_blocks;
    private static Cell* s_free;

    /// <summary>Kinds as System.Runtime.InteropServices.GCHandleType, and dependent handles.</summary>
    private enum HandleKind
    {
        Weak,
        WeakTrackResurrection,
        Normal,
        Pinned,
        Dependent,
        Free = 255,
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Cell
    {
        public nuint Object;

        /// <summary>Dependent: what the object keeps alive. Free: next free cell.</summary>
        public nuint Secondary;
        public HandleKind Kind;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Block
    {
        public Block* Next;
        public Cell First;
    }

    [Export("RhpHandleAlloc")]
    private static nint Allocate(object? value, int kind) => Allocate(value, null, (HandleKind)kind);

    [Export("RhpHandleAllocDependent")]
    private static nint AllocateDependent(object? primary, object? secondary) => Allocate(primary, secondary, HandleKind.Dependent);

    [Export("RhHandleFree")]
    private static void Free(nint handle)
    {
        if (handle != 0)
            Platform.RunOnSystemStack((nint)(delegate*<Cell*, void>)&FreeNow, (Cell*)handle);
    }

    [Export("RhHandleSet")]
    private static void Set(nint handle, object? value) => ((Cell*)handle)->Object = (nuint)Intrinsics.AddressOf(value);

    [Export("RhHandleGet")]
    private static object? Get(nint handle) => Intrinsics.ObjectAt((nint)((Cell*)handle)->Object);

    [Export("RhHandleGetDependent")]
    private static object? GetDependent(nint handle, out object? secondary)
    {
        var cell = (Cell*)handle;
        object? primary = Intrinsics.ObjectAt((nint)cell->Object);
        secondary = primary == null ? null : Intrinsics.ObjectAt((nint)cell->Secondary);
        return primary;
    }

    [Export("RhHandleSetDependentSecondary")]
    private static void SetDependentSecondary(nint handle, object? value) =>
        ((Cell*)handle)->Secondary = (nuint)Intrinsics.AddressOf(value);

    /// <summary>Marks what strong handles hold.</summary>
    public static void MarkStrong()
    {
        for (Block* block = s_blocks; block != null; block = block->Next)
        {
            Cell* cell = &block->First;
            for (int i = 0; i < CellsPerBlock; i++, cell++)
            {
                if (cell->Kind is HandleKind.Normal or HandleKind.Pinned)
                    Marker.Mark(cell->Object);
            }
        }
    }

    /// <summary>Marks what dependent handles of marked objects keep alive, until nothing changes.</summary>
    public static void MarkDependent()
    {
        bool again = true;
        while (again)
        {
            again = false;
            for (Block* block = s_blocks; block != null; block = block->Next)
            {
                Cell* cell = &block->First;
                for (int i = 0; i < CellsPerBlock; i++, cell++)
                {
                    if (cell->Kind != HandleKind.Dependent || cell->Object == 0 || cell->Secondary == 0)
                        continue;
                    if (!Heap.IsMarked(cell->Object) || Heap.IsMarked(cell->Secondary))
                        continue;
                    Marker.Mark(cell->Secondary);
                    Marker.Drain();
                    again = true;
                }
            }
        }
    }

    /// <summary>Clears weak handles of what is not marked.</summary>
    /// <param name="afterFinalizers">False: the short ones, before objects are kept for finalization. True: the others.</param>
    public static void ClearWeak(bool afterFinalizers)
    {
        for (Block* block = s_blocks; block != null; block = block->Next)
        {
            Cell* cell = &block->First;
            for (int i = 0; i < CellsPerBlock; i++, cell++)
            {
                bool due = afterFinalizers
                    ? cell->Kind is HandleKind.WeakTrackResurrection or HandleKind.Dependent
                    : cell->Kind == HandleKind.Weak;
                if (due && cell->Object != 0 && !Heap.IsMarked(cell->Object))
                {
                    cell->Object = 0;
                    cell->Secondary = 0;
                }
            }
        }
    }

    private static nint Allocate(object? value, object? secondary, HandleKind kind)
    {
        Cell* cell = null;
        Platform.RunOnSystemStack((nint)(delegate*<Cell**, void>)&TakeCell, &cell);
        cell->Object = (nuint)Intrinsics.AddressOf(value);
        cell->Secondary = (nuint)Intrinsics.AddressOf(secondary);
        cell->Kind = kind;
        return (nint)cell;
    }

    private static void TakeCell(Cell** result)
    {
        Heap.AcquireLock();
        if (s_free == null)
            AddBlock();
        Cell* cell = s_free;
        s_free = (Cell*)cell->Secondary;
        cell->Object = 0;
        cell->Secondary = 0;
        Heap.ReleaseLock();
        *result = cell;
    }

    private static void FreeNow(Cell* cell)
    {
        Heap.AcquireLock();
        cell->Kind = HandleKind.Free;
        cell->Object = 0;
        cell->Secondary = (nuint)s_free;
        s_free = cell;
        Heap.ReleaseLock();
    }

    private static void AddBlock()
    {
        var block = (Block*)HeapSpace.TakeMetadata((nuint)(8 + CellsPerBlock * sizeof(Cell)));
        block->Next = s_blocks;
        s_blocks = block;
        Cell* cell = &block->First;
        for (int i = 0; i < CellsPerBlock; i++, cell++)
        {
            cell->Kind = HandleKind.Free;
            cell->Secondary = (nuint)s_free;
            s_free = cell;
        }
    }
}
