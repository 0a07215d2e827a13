using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Emission;

/// <summary>Where everything is in the frame. From RBP down: saved registers, cleared slots, spill cells, other slots, outgoing arguments.</summary>
internal sealed class FrameLayout
{
    private readonly List<int> _cells = [];
    private int _depth;

    /// <summary>RBP minus RSP in the body; a multiple of 16.</summary>
    public int FrameSize { get; private set; }

    /// <summary>Bytes below RBP to clear: from ZeroFrom (exclusive, nearer RBP) to ZeroTo.</summary>
    public int ZeroFrom { get; private set; }

    public int ZeroTo { get; private set; }

    /// <summary>Map bits of the always-live pointer cells, ascending.</summary>
    public List<int> BaseCells => _cells;

    /// <summary>Distance from RBP of each slot of the body; 0 for one not in the frame.</summary>
    public int[] SlotOffsets { get; private set; } = [];

    /// <summary>Offset from RBP of the first spill cell; cells go down from there.</summary>
    public int SpillTop { get; private set; }

    public int SpillCount { get; private set; }

    public void Run(LirFunction function, SlotAssigner spills)
    {
        MethodBody body = function.Body;
        _cells.Clear();
        _depth = body.IsUnmanagedEntry ? Registers.SystemVSaved.Length * 8 : 0;
        SlotOffsets = body.Slots.Count == 0 ? [] : new int[body.Slots.Count];
        bool keepAll = HasFilter(body);

        ZeroFrom = _depth;
        foreach (Slot slot in body.Slots)
        {
            if (!keepAll && !function.UsedSlots.Contains(slot.Id))
                continue;
            int before = _cells.Count;
            if (NeedsZero(slot))
                PlaceSlot(slot, Math.Max(slot.Alignment, 8), before);
        }

        _depth = (_depth + 7) & ~7;
        ZeroTo = _depth;
        PlaceSpills(function, spills);
        foreach (Slot slot in body.Slots)
        {
            if (SlotOffsets[slot.Id] == 0 && (keepAll || function.UsedSlots.Contains(slot.Id)))
                PlaceSlot(slot, slot.Alignment, _cells.Count);
        }

        FrameSize = (_depth + function.OutgoingBytes + 15) & ~15;
        _cells.Sort();
    }

    private static bool HasFilter(MethodBody body)
    {
        foreach (Region region in body.Regions)
        {
            if (region.Kind == RegionKind.Filter)
                return true;
        }

        return false;
    }

    private void PlaceSpills(LirFunction function, SlotAssigner spills)
    {
        SpillTop = -(_depth + 8);
        SpillCount = spills.CellCount;
        for (int i = 0; i < spills.Owners.Count; i++)
            function.Registers[spills.Owners[i]].FrameOffset = SpillTop - (spills.Cells[i] * 8);
        _depth += spills.CellCount * 8;
        for (int register = 1; register < function.Registers.Count; register++)
        {
            ref VirtualRegister info = ref function.Registers[register];
            if (info.Home >= 0)
                info.FrameOffset = 16 + (info.Home * 8);
        }
    }

    private void PlaceSlot(Slot slot, int alignment, int firstCell)
    {
        // Pointer cells were collected relative to the slot; they become map bits now.
        _depth = (_depth + slot.Size + alignment - 1) & -alignment;
        SlotOffsets[slot.Id] = -_depth;
        for (int i = firstCell; i < _cells.Count; i++)
            _cells[i] = ((_depth - _cells[i]) / 8) - 1;
    }

    /// <summary>True for slots cleared in the prologue; appends the offsets of their pointer cells.</summary>
    private bool NeedsZero(Slot slot)
    {
        int before = _cells.Count;
        if (slot.Type is not { } type)
        {
            for (int i = 0; slot.ScalarKind.IsPointer && i < slot.Count; i++)
                _cells.Add(i * 8);
        }
        else if (type.IsValueType)
        {
            for (int element = 0; element < slot.Count; element++)
            {
                foreach (PointerSlot pointer in type.Layout.Pointers)
                    _cells.Add((element * type.Layout.Size) + pointer.Offset);
            }
        }
        else
        {
            for (int i = 0; i < slot.Count; i++)
                _cells.Add(i * 8);
        }

        return slot.MustZero || _cells.Count > before;
    }
}
