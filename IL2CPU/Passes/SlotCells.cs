using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>The cells (slot, offset, size) that loads and stores of local slots access, and which of them can become values.</summary>
internal sealed class SlotCells
{
    private sealed class Cell
    {
        public required Slot Slot { get; init; }

        public required long Offset { get; init; }

        public required int Size { get; init; }

        public required Kind Kind { get; init; }

        public bool Accepted { get; set; } = true;

        public bool Overlaps(long start, long end) => Offset < end && start < Offset + Size;

        public bool Within(long start, long end) => start <= Offset && Offset + Size <= end;
    }

    private readonly List<Cell> _cells = [];
    private readonly Dictionary<int, List<int>> _bySlot = [];
    private readonly Dictionary<Value, int> _accesses = [];
    private readonly SlotUses _uses;

    private SlotCells(SlotUses uses) => _uses = uses;

    public int Count => _cells.Count;

    public bool AnyAccepted => _cells.Exists(cell => cell.Accepted);

    public static SlotCells Find(MethodBody body, PassContext context)
    {
        var cells = new SlotCells(new SlotUses(body));
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op is Op.Load or Op.Store && cells._uses.LocalSlot(value.Arg(0)) is { } slot)
                    cells.AddAccess(value, slot);
            }
        }

        cells.RejectOverlaps();
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op is Op.ZeroBlock or Op.CopyBlock)
                    cells.CheckBlockOperation(value);
            }
        }

        foreach (Cell cell in cells._cells)
            cell.Accepted = cell.Accepted && context.Rewrites.Allow();
        return cells;
    }

    public bool IsAccepted(int cell) => _cells[cell].Accepted;

    public void Reject(int cell) => _cells[cell].Accepted = false;

    public Kind KindOf(int cell) => _cells[cell].Kind;

    public Slot SlotOf(int cell) => _cells[cell].Slot;

    public int OffsetOf(int cell) => (int)_cells[cell].Offset;

    public int SizeOf(int cell) => _cells[cell].Size;

    /// <summary>The accepted cell a load or store accesses; -1 for everything else.</summary>
    public int CellOf(Value value) => _accesses.TryGetValue(value, out int cell) && _cells[cell].Accepted ? cell : -1;

    /// <summary>Accepted cells a ZeroBlock clears; null when it has none.</summary>
    public List<int>? ZeroedBy(Value zero)
    {
        if (_uses.LocalSlot(zero.Arg(0)) is not { } slot || !_bySlot.TryGetValue(slot.Id, out List<int>? candidates))
            return null;
        long start = zero.Arg(0).Imm;
        List<int>? result = null;
        foreach (int index in candidates)
        {
            if (_cells[index].Accepted && _cells[index].Within(start, start + zero.Imm))
                (result ??= []).Add(index);
        }

        return result;
    }

    /// <summary>True when a ZeroBlock also clears bytes that stay in memory and may be read there.</summary>
    public bool CoversMemory(Value zero)
    {
        var slot = (Slot)zero.Arg(0).Aux!;
        long start = zero.Arg(0).Imm;
        foreach (int index in _bySlot[slot.Id])
        {
            if (!_cells[index].Accepted && _cells[index].Overlaps(start, start + zero.Imm))
                return true;
        }

        return _copied.Contains(slot.Id);
    }

    // Slots a CopyBlock reads: bytes of them are needed that no load or store shows.
    private readonly HashSet<int> _copied = [];

    private void AddAccess(Value value, Slot slot)
    {
        long offset = value.Arg(0).Imm + value.Imm;
        int size = value.Mem.Size;
        if (!_bySlot.TryGetValue(slot.Id, out List<int>? list))
            _bySlot.Add(slot.Id, list = []);
        foreach (int index in list)
        {
            Cell known = _cells[index];
            if (known.Offset != offset || known.Size != size)
                continue;
            if (!AreConvertible(known.Kind, value.Mem.Kind))
                known.Accepted = false;
            _accesses.Add(value, index);
            return;
        }

        list.Add(_cells.Count);
        _accesses.Add(value, _cells.Count);
        _cells.Add(new Cell { Slot = slot, Offset = offset, Size = size, Kind = value.Mem.Kind });
    }

    private static bool AreConvertible(Kind a, Kind b) =>
        a == b || (a, b) is (Kind.I32, Kind.F32) or (Kind.F32, Kind.I32) or (Kind.I64, Kind.F64) or (Kind.F64, Kind.I64);

    private void RejectOverlaps()
    {
        foreach (List<int> list in _bySlot.Values)
        {
            foreach (int i in list)
            {
                Cell cell = _cells[i];
                bool inside = cell.Offset >= 0 && cell.Offset + cell.Size <= cell.Slot.Size;
                cell.Accepted &= inside;
                foreach (int j in list)
                {
                    if (i != j && _cells[j].Overlaps(cell.Offset, cell.Offset + cell.Size))
                        cell.Accepted = false;
                }
            }
        }
    }

    private void CheckBlockOperation(Value value)
    {
        int operands = value.Op == Op.CopyBlock ? 2 : 1;
        for (int i = 0; i < operands; i++)
        {
            if (_uses.LocalSlot(value.Arg(i)) is not { } slot)
                continue;
            if (value.Op == Op.CopyBlock && i == 1)
                _copied.Add(slot.Id);
            if (!_bySlot.TryGetValue(slot.Id, out List<int>? list))
                continue;
            long start = value.Arg(i).Imm;
            long end = start + value.Imm;
            foreach (int index in list)
            {
                Cell cell = _cells[index];
                if (cell.Overlaps(start, end) && (value.Op == Op.CopyBlock || !cell.Within(start, end)))
                    cell.Accepted = false;
            }
        }
    }
}
