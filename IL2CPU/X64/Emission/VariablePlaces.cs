using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Emission;

/// <summary>Where the variables of the source are at every place of the code: what a debugger is told.</summary>
/// <remarks>
/// A wrong value is worse than none: within the few machine instructions of one operation, and in moves between operations,
/// only what keeps its place all the time is known. A range ends one byte behind the last place where a program counter may stand.
/// </remarks>
internal sealed class VariablePlaces
{
    // From RBP: the caller's RBP and the return address are in between.
    private const int FirstStackArgument = 16;

    private readonly List<CodeBuffer.Mark> _gaps = [];
    private readonly List<CodeBuffer.Mark> _starts = [];
    private readonly List<CodeBuffer.Mark> _ends = [];
    private readonly List<bool> _isEmitted = [];
    private readonly List<(int Instruction, CodeBuffer.Mark From, CodeBuffer.Mark To)> _stubs = [];
    private readonly List<VariableRange> _result = [];
    private readonly List<(int Start, int End)> _framed = [];
    private readonly List<Row> _rows = [];
    private readonly List<Row> _where = [];
    private LirFunction _lir = null!;
    private LinearScan _scan = null!;
    private FrameLayout _frame = null!;
    private CodeBuffer _code = null!;
    private SourceVariables _variables = null!;
    private VariableValue _value;
    private int _limit;

    /// <summary>Code that belongs to an IL offset.</summary>
    private readonly record struct Row(int Il, int Start, int End);

    /// <summary>Whether this function's variables are wanted; nothing need be noted otherwise.</summary>
    public bool IsWanted { get; private set; }

    public void Reset(LirFunction function)
    {
        _lir = function;
        IsWanted = function.Body.Variables is { Variables.Count: > 0 };
        if (!IsWanted)
            return;
        _variables = function.Body.Variables!;
        _stubs.Clear();
        _result.Clear();
        _framed.Clear();
        _rows.Clear();
        foreach (List<CodeBuffer.Mark> marks in (ReadOnlySpan<List<CodeBuffer.Mark>>)[_gaps, _starts, _ends])
        {
            marks.Clear();
            System.Runtime.InteropServices.CollectionsMarshal.SetCount(marks, function.Code.Count);
        }

        _isEmitted.Clear();
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_isEmitted, function.Code.Count);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_isEmitted).Clear();
    }

    /// <summary>An instruction was emitted; its moves stand between <paramref name="gap"/> and <paramref name="start"/>.</summary>
    public void Note(int instruction, CodeBuffer.Mark gap, CodeBuffer.Mark start, CodeBuffer.Mark end)
    {
        _gaps[instruction] = gap;
        _starts[instruction] = start;
        _ends[instruction] = end;
        _isEmitted[instruction] = true;
    }

    /// <summary>Code of an instruction that stands behind the body.</summary>
    public void NoteStub(int instruction, CodeBuffer.Mark from, CodeBuffer.Mark to) => _stubs.Add((instruction, from, to));

    /// <param name="code">Finished.</param>
    /// <param name="keepsDeadCells">Nothing but the values themselves is written to spill cells.</param>
    public ImmutableArray<VariableRange> Find(
        CodeBuffer code, LinearScan scan, FrameLayout frame, SlotAssigner spills, ImmutableArray<LineRow> lines, ImmutableArray<FrameRow> frames,
        int length, bool keepsDeadCells)
    {
        _code = code;
        _scan = scan;
        _frame = frame;
        FindFramed(frames, length);
        FindRows(lines, length);
        _limit = length;
        AddHomes();
        int values = _variables.Values.Count;
        for (int i = 0; i < values; i++)
            AddValue(_variables.Values[i], _lir.VariableRegisters[i], length, keepsDeadCells ? spills : null);
        _limit = HomedFrom() + 1;
        for (int i = 0; i < _variables.Passed.Count; i++)
            AddValue(_variables.Passed[i], _lir.VariableRegisters[values + i], length, null);
        return Sorted();
    }

    private void AddValue(VariableValue value, int register, int length, SlotAssigner? spills)
    {
        if (register == 0 && value.Value.Op is not (Op.Param or Op.Const or Op.SlotAddr or Op.SymbolAddr))
            return;
        _value = value;
        if (!value.IsEverywhere)
            SelectRows();
        if (value.Value.Op == Op.Param)
            AddEntry();
        if (value.Value.Op is Op.Const or Op.SlotAddr or Op.SymbolAddr)
            AddLeaf(length);
        else if (register != 0 && _lir.Registers[register].Interval is { } first)
            AddPlaces(register, first, length, value.Value.Op == Op.Param && spills is not null && IsAlone(spills, register));
    }

    private void FindFramed(ImmutableArray<FrameRow> frames, int length)
    {
        for (int i = 0; i < frames.Length; i++)
        {
            if (frames[i].State == FrameState.Made)
                _framed.Add((frames[i].Offset, i + 1 < frames.Length ? frames[i + 1].Offset : length));
        }
    }

    // Code that was inlined belongs to the place of the outermost call.
    private void FindRows(ImmutableArray<LineRow> lines, int length)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            int location = lines[i].Location;
            if (location < 0)
                continue;
            while (_lir.Body.Locations[location].InlinedAt >= 0)
                location = _lir.Body.Locations[location].InlinedAt;
            _rows.Add(new Row(_lir.Body.Locations[location].Offset, lines[i].Offset, i + 1 < lines.Length ? lines[i + 1].Offset : length));
        }
    }

    /// <summary>Code of the places of the source at which the value is the variable's.</summary>
    private void SelectRows()
    {
        _where.Clear();
        foreach (Row row in _rows)
        {
            if (row.Il < _value.From || row.Il >= _value.To)
                continue;
            if (_where.Count > 0 && _where[^1].End == row.Start)
                _where[^1] = _where[^1] with { End = row.End };
            else
                _where.Add(row);
        }
    }

    private int FirstEndingBehind(int start)
    {
        int low = 0;
        int high = _where.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_where[middle].End <= start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Variables in slots: from where the arguments have been put there.</summary>
    private void AddHomes()
    {
        for (int i = 0; i < _variables.Variables.Count; i++)
        {
            if (_variables.Variables[i].Home is not { } slot || _frame.SlotOffsets[slot.Id] == 0)
                continue;
            int from = HomedFrom();
            int at = 0;
            var promoted = new List<(int Variable, int Offset, int Size)>(_variables.Promoted);
            promoted.RemoveAll(part => part.Variable != i);
            promoted.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
            promoted.Add((i, slot.Size, 0));
            foreach ((_, int offset, int size) in promoted)
            {
                _value = new VariableValue(i, 0, SourceVariables.Everywhere, at, offset - at, null!, IsAddress: false);
                if (offset > at)
                    AddFramed(from, VariablePlace.Frame, _frame.SlotOffsets[slot.Id] + at);
                at = offset + size;
            }
        }
    }

    private int HomedFrom()
    {
        LirBlock entry = _lir.Blocks[0];
        for (int i = entry.End - 1; i > entry.First && _variables.HomingLocation >= 0; i--)
        {
            if (_lir.Code[i].Location == _variables.HomingLocation)
                return _code.Final(_ends[i]);
        }

        return _code.Final(_ends[entry.First]);
    }

    /// <summary>At the entry arguments are where the caller put them; those nobody uses have no other place.</summary>
    private void AddEntry()
    {
        int machine = Selection.Selector.ArgumentRegister(_lir.Body.Parameters.AsSpan(), (int)_value.Value.Imm, out int stackIndex);
        int end = _code.Final(_starts[_lir.Blocks[0].First]) + 1;
        if (stackIndex < 0)
            Add(0, end, _value.IsAddress ? VariablePlace.AtRegister : VariablePlace.Register, machine);
        else
            Add(0, end, _value.IsAddress ? VariablePlace.AtFrame : VariablePlace.Frame, FirstStackArgument + (8 * stackIndex));
    }

    private void AddLeaf(int length)
    {
        if (_value.IsAddress)
            return;
        if (_value.Value.Op == Op.Const)
            Add(0, length, VariablePlace.Constant, _value.Value.Imm);
        else if (_value.Value.Op == Op.SymbolAddr)
            Add(0, length, VariablePlace.Address, _value.Value.Imm, (Symbol)_value.Value.Aux!);
        else if (_frame.SlotOffsets[((Slot)_value.Value.Aux!).Id] is var offset && offset != 0)
            AddFramed(0, VariablePlace.FrameAddress, offset + _value.Value.Imm);
    }

    /// <summary>No other value is ever put into the frame cell of this one.</summary>
    private static bool IsAlone(SlotAssigner spills, int register)
    {
        int index = spills.Owners.IndexOf(register);
        return index >= 0 && spills.Cells.IndexOf(spills.Cells[index]) == spills.Cells.LastIndexOf(spills.Cells[index]);
    }

    private void AddPlaces(int register, Interval first, int length, bool isAlone)
    {
        ref VirtualRegister info = ref _lir.Registers[register];
        VariablePlace inFrame = _value.IsAddress ? VariablePlace.AtFrame : VariablePlace.Frame;
        // The caller's map covers what it passed on the stack for the whole call.
        if (info.Home >= 0)
        {
            Add(0, length, inFrame, info.FrameOffset);
            return;
        }

        // Pointers are not kept right when nobody needs them any more.
        if (isAlone && info is { NeedsSlot: true, IsSlotLate: false, IsSlotLazy: false, Kind.IsPointer: false })
            AddFramed(_code.Final(_starts[_lir.Blocks[0].First + 1]), inFrame, info.FrameOffset);
        for (Interval? part = first; part is not null; part = part.Next)
        {
            if (part.Place.IsNone)
                continue;
            VariablePlace place = part.Place.IsRegister ? (_value.IsAddress ? VariablePlace.AtRegister : VariablePlace.Register) : inFrame;
            long number = part.Place.IsRegister ? part.Place.Register : info.FrameOffset;
            for (int range = part.FirstRange; range >= 0; range = _scan.Intervals.Ranges[range].Next)
            {
                LiveRange live = _scan.Intervals.Ranges[range];
                bool isDefinition = part.IsFirst && range == part.FirstRange;
                AddRange(first, part.Place, live, isDefinition, place, number);
                if (!part.Place.IsRegister)
                    AddStubs(live, number, inFrame);
            }
        }
    }

    private void AddRange(Interval first, Place at, LiveRange live, bool isDefinition, VariablePlace place, long number)
    {
        (int from, int to) = (live.From, live.To);
        bool isRegister = place is VariablePlace.Register or VariablePlace.AtRegister;
        for (int b = _scan.BlockAt(from); b < _lir.Blocks.Count && _lir.Blocks[b].From < to; b++)
        {
            LirBlock block = _lir.Blocks[b];
            if (block.First == block.End || !_isEmitted[block.First])
                continue;
            int start = from <= block.From ? _code.Final(_starts[block.First]) : StartAt(from, isRegister || isDefinition);
            int end = to < block.To ? EndAt(to) : IsKeptByMoves(first, at, block) ? _code.Final(_ends[block.End - 1]) : EndAt(Positions.Gap(block.End - 1));
            Add(start, end, place, number);
        }
    }

    /// <summary>A block with one successor ends with the moves into it: a place may be another value's before the jump.</summary>
    private bool IsKeptByMoves(Interval first, Place at, LirBlock block) =>
        block.Successors.Count != 1 || _gaps[block.End - 1] == _starts[block.End - 1]
        || _scan.Intervals.At(first, _lir.Blocks[block.Successors[0]].From)?.Place == at;

    // What goes to its slot in the middle of an instruction has been there from its beginning on.
    private int StartAt(int position, bool afterwards)
    {
        int instruction = Positions.Instruction(position);
        bool atStart = Positions.IsGap(position) || (!afterwards && position < Positions.Def(instruction));
        return _code.Final(atStart ? _starts[instruction] : _ends[instruction]);
    }

    private int EndAt(int position)
    {
        int instruction = Positions.Instruction(position);
        return _code.Final(Positions.IsGap(position) ? _gaps[instruction] : _starts[instruction]) + 1;
    }

    /// <summary>Code out of line changes no slots but those of values it makes.</summary>
    private void AddStubs(LiveRange live, long number, VariablePlace place)
    {
        foreach ((int instruction, CodeBuffer.Mark from, CodeBuffer.Mark to) in _stubs)
        {
            if (live.From <= Positions.Early(instruction) && Positions.Late(instruction) < live.To)
                Add(_code.Final(from), _code.Final(to), place, number);
        }
    }

    private void AddFramed(int from, VariablePlace place, long number)
    {
        foreach ((int start, int end) in _framed)
        {
            if (end > from)
                Add(Math.Max(start, from), end, place, number);
        }
    }

    private void Add(int start, int end, VariablePlace place, long number, Symbol? symbol = null)
    {
        end = Math.Min(end, _limit);
        if (_value.IsEverywhere)
        {
            if (start < end)
                _result.Add(new VariableRange(_value.Variable, _value.Offset, _value.Size, start, end, place, number, symbol));
            return;
        }

        for (int row = FirstEndingBehind(start); row < _where.Count && _where[row].Start < end; row++)
        {
            int from = Math.Max(start, _where[row].Start);
            int to = Math.Min(end, _where[row].End);
            if (from < to)
                _result.Add(new VariableRange(_value.Variable, _value.Offset, _value.Size, from, to, place, number, symbol));
        }
    }

    private static int Compare(VariableRange a, VariableRange b)
    {
        int order = a.Variable.CompareTo(b.Variable);
        order = order != 0 ? order : a.Offset.CompareTo(b.Offset);
        order = order != 0 ? order : a.Start.CompareTo(b.Start);
        order = order != 0 ? order : a.End.CompareTo(b.End);
        order = order != 0 ? order : ((int)a.Place).CompareTo((int)b.Place);
        return order != 0 ? order : a.Number.CompareTo(b.Number);
    }

    /// <summary>By variable, part and start; where two places are known one is told.</summary>
    private ImmutableArray<VariableRange> Sorted()
    {
        _result.Sort(Compare);
        var sorted = ImmutableArray.CreateBuilder<VariableRange>(_result.Count);
        foreach (VariableRange next in _result)
        {
            VariableRange range = next;
            if (sorted.Count > 0 && sorted[^1] is var last && last.Variable == range.Variable && last.Offset == range.Offset)
            {
                if (last.End >= range.Start && last.Place == range.Place && last.Number == range.Number && last.Symbol == range.Symbol && last.Size == range.Size)
                {
                    sorted[^1] = last with { End = Math.Max(last.End, range.End) };
                    continue;
                }

                range = range with { Start = Math.Max(range.Start, last.End) };
            }

            if (range.Start < range.End)
                sorted.Add(range);
        }

        return sorted.ToImmutable();
    }
}
