using System.Collections.Generic;
using System.Collections.Immutable;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// Allocated LIR to machine code, maps and tables. One object serves all methods of a thread.
internal sealed partial class Emitter
{
    private readonly CodeBuffer _code = new();
    private readonly FrameLayout _frame = new();
    private readonly SlotAssigner _spills = new();
    private readonly List<(CodeBuffer.Mark At, ImmutableArray<uint> Slots, int Arguments)> _maps = [];
    private readonly List<(CodeBuffer.Mark At, Symbol? Target, int Depth, bool IsUnchecked)> _calls = [];
    private readonly List<(CodeBuffer.Mark At, FrameState State)> _frames = [];
    private readonly List<(CodeBuffer.Mark At, int Location)> _lines = [];
    private readonly List<(CodeBuffer.Mark From, CodeBuffer.Mark To, int Region)> _ranges = [];
    private readonly List<Stub> _stubs = [];
    private readonly EmissionOrder _order = new();
    private readonly FramePlacement _placement = new();
    private readonly VariablePlaces _variables = new();
    private bool _hasFrame;
    private CodeBuffer.Mark _framedFrom;
    private LirFunction _lir = null!;
    private LinearScan _scan = null!;
    private MoveResolver _resolver = null!;
    private Safepoints _safepoints = null!;
    private CodeGenOptions _options = null!;
    private int[] _labels = [];
    private int[] _handlerLabels = [];
    private bool[] _empty = [];
    private ImmutableArray<uint> _baseMap;
    private int _line;
    private int _region;
    private CodeBuffer.Mark _regionStart;
    private int _next;
    private LirBlock _current = null!;

    private static readonly int s_guardOffset = (int)System.Runtime.InteropServices.Marshal.OffsetOf<Abi.Uthread>(nameof(Abi.Uthread.StackGuard));

    private static readonly int s_pinnedOffset = (int)System.Runtime.InteropServices.Marshal.OffsetOf<Abi.Uthread>(nameof(Abi.Uthread.MayBePinned));

    private static MemoryOperand MayBePinned => new(Register.R14, s_pinnedOffset);

    private static MemoryOperand Guard => new(Register.R14, Register.None, 1, s_guardOffset, s_guardOffset == 0 ? 0 : 1);

    public CompiledCode Run(LirFunction function, LinearScan scan, MoveResolver resolver, Safepoints safepoints, CodeGenOptions options)
    {
        _lir = function;
        _scan = scan;
        _resolver = resolver;
        _safepoints = safepoints;
        _options = options;
        Reset();
        _spills.Run(function);
        _frame.Run(function, _spills);
        _placement.Run(function, scan, resolver, options);
        foreach (int start in _placement.Starts)
            _empty[start] = false;
        _baseMap = MapOf(default, -1);
        if (options.CheckAllocation)
            new AllocationChecker(function, scan, resolver, safepoints, _frame).Check();
        EmitEntry();
        EmitBlocks();
        EmitStubs();
        return Result();
    }

    private void Reset()
    {
        _code.Clear();
        _maps.Clear();
        _calls.Clear();
        _lines.Clear();
        _ranges.Clear();
        _stubs.Clear();
        _frames.Clear();
        _variables.Reset(_lir);
        _line = int.MinValue;
        _region = -1;
        int blocks = _lir.Blocks.Count;
        if (_labels.Length < blocks)
        {
            _labels = new int[blocks * 2];
            _empty = new bool[blocks * 2];
        }

        for (int i = 0; i < blocks; i++)
        {
            _labels[i] = _code.NewLabel();
            LirBlock block = _lir.Blocks[i];
            _empty[i] = block.IsEdge && !HasMoves(block.First);
        }

        _handlerLabels = new int[_lir.Body.Regions.Count];
        System.Array.Fill(_handlerLabels, -1);
    }

    /// <summary>True when the allocation put a move before the instruction.</summary>
    private bool HasMoves(int instruction)
    {
        List<Move> moves = _resolver.Moves;
        for (int move = FirstMove(instruction); move < moves.Count && moves[move].Instruction == instruction; move++)
        {
            if (moves[move].From != moves[move].To)
                return true;
        }

        return false;
    }

    /// <summary>Index of the first move at or after an instruction.</summary>
    private int FirstMove(int instruction)
    {
        List<Move> moves = _resolver.Moves;
        int low = 0;
        int high = moves.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (moves[middle].Instruction < instruction)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void EmitBlocks()
    {
        _order.Run(_lir, _empty, _placement, rotate: _options.OptimizationLevel > 0);
        List<int> order = _order.Blocks;
        for (int n = 0; n < order.Count; n++)
        {
            int b = order[n];
            LirBlock block = _lir.Blocks[b];
            _current = block;
            _next = n + 1 < order.Count ? order[n + 1] : -1;
            EnterRegion(block.Region);
            _hasFrame = _placement[b];
            bool starts = _placement.Starts.Contains(b);
            if (_hasFrame && n > 0 && !_placement[order[n - 1]])
                _framedFrom = _code.Here;
            SetFrame(_hasFrame && !starts);
            _code.Bind(_labels[b]);
            if (starts)
                EmitPrologue(b);
            NoteHandler(block, _labels[b]);
            int move = FirstMove(block.First);
            for (int i = block.First; i < block.End; i++)
            {
                CodeBuffer.Mark gap = _code.Here;
                EmitMoves(i, ref move);
                CodeBuffer.Mark begin = _code.Here;
                Emit(i);
                if (_variables.IsWanted)
                    _variables.Note(i, gap, begin, _code.Here);
            }
        }

        EnterRegion(-1);
    }

    private void NoteHandler(LirBlock block, int label)
    {
        if (block.Source is not { IsHandler: true } source)
            return;
        foreach (Region region in _lir.Body.Regions)
        {
            if (region.Handler == source)
                _handlerLabels[region.Index] = label;
        }
    }

    private void EnterRegion(int region)
    {
        if (region == _region)
            return;
        if (_region >= 0)
            _ranges.Add((_regionStart, _code.Here, _region));
        _region = region;
        _regionStart = _code.Here;
    }

    private void SetLine(int location)
    {
        if (location == _line)
            return;
        _line = location;
        _lines.Add((_code.Here, location));
    }

    /// <summary>Label of a block, past split edges that turned out empty.</summary>
    private int LabelOf(int block) => _labels[Through(block)];

    private int Through(int block)
    {
        while (_empty[block])
            block = _lir.Blocks[block].Successors[0];
        return block;
    }

    private CompiledCode Result()
    {
        byte[] code = _code.Finish();
        var relocations = ImmutableArray.CreateBuilder<Relocation>(_code.Relocations.Count);
        foreach ((CodeBuffer.Mark at, Symbol target, RelocationKind kind, long addend) in _code.Relocations)
            relocations.Add(new Relocation(_code.Final(at), kind, target, addend));
        var maps = ImmutableArray.CreateBuilder<StackMapEntry>(_maps.Count);
        foreach ((CodeBuffer.Mark at, ImmutableArray<uint> slots, int arguments) in _maps)
            maps.Add(new StackMapEntry(_code.Final(at), slots, arguments));
        var calls = ImmutableArray.CreateBuilder<CallSite>(_calls.Count);
        foreach ((CodeBuffer.Mark at, Symbol? target, int depth, bool isUnchecked) in _calls)
            calls.Add(new CallSite(_code.Final(at), target, depth, isUnchecked));
        var handlers = ImmutableArray.CreateBuilder<int>(_handlerLabels.Length);
        foreach (int label in _handlerLabels)
            handlers.Add(label < 0 ? -1 : _code.FinalLabel(label));
        ImmutableArray<LineRow> lines = Lines(code.Length);
        ImmutableArray<FrameRow> frames = Frames();
        return new CompiledCode
        {
            Symbol = _lir.Body.Symbol,
            Body = _lir.Body,
            Code = code,
            Relocations = relocations.MoveToImmutable(),
            StackMaps = maps.MoveToImmutable(),
            BaseMap = _baseMap,
            RegionRanges = Ranges(),
            HandlerOffsets = handlers.MoveToImmutable(),
            Lines = lines,
            Calls = calls.MoveToImmutable(),
            FrameSize = _placement.HasFrame ? _frame.FrameSize : 0,
            PinnedOutgoing = _lir.Body.PinsStack && _options.SplitStacks ? _lir.OutgoingBytes : -1,
            HasFrame = _placement.HasFrame,
            FrameFrom = _placement.IsUniform ? 0 : _code.Final(_framedFrom),
            Frames = frames,
            SlotOffsets = ImmutableArray.Create(_frame.SlotOffsets),
            Variables = _variables.IsWanted
                ? _variables.Find(_code, _scan, _frame, _spills, lines, frames, code.Length, !_options.JunkDeadSlots)
                : [],
        };
    }

    private ImmutableArray<RegionRange> Ranges()
    {
        var ranges = ImmutableArray.CreateBuilder<RegionRange>();
        foreach ((CodeBuffer.Mark from, CodeBuffer.Mark to, int region) in _ranges)
        {
            int start = _code.Final(from);
            int end = _code.Final(to);
            if (start == end)
                continue;
            if (ranges.Count > 0 && ranges[^1].End == start && ranges[^1].Region == region)
                ranges[^1] = ranges[^1] with { End = end };
            else
                ranges.Add(new RegionRange(start, end, region));
        }

        return ranges.ToImmutable();
    }

    private ImmutableArray<FrameRow> Frames()
    {
        var rows = ImmutableArray.CreateBuilder<FrameRow>(_frames.Count);
        foreach ((CodeBuffer.Mark at, FrameState state) in _frames)
            rows.Add(new FrameRow(_code.Final(at), state));
        return rows.MoveToImmutable();
    }

    /// <summary>Rows with ascending offsets; of several at one place the last holds.</summary>
    private ImmutableArray<LineRow> Lines(int length)
    {
        var rows = ImmutableArray.CreateBuilder<LineRow>();
        foreach ((CodeBuffer.Mark at, int location) in _lines)
        {
            int offset = _code.Final(at);
            if (rows.Count > 0 && rows[^1].Offset == offset)
                rows.RemoveAt(rows.Count - 1);
            if (offset < length && (rows.Count == 0 || rows[^1].Location != location))
                rows.Add(new LineRow(offset, location));
        }

        return rows.ToImmutable();
    }

    // Operands.
    private Place PlaceOf(in LirInstruction instruction, int operand) => _scan.OperandPlaces[instruction.FirstOperand + operand];

    private ref VirtualRegister InfoOf(in LirInstruction instruction, int operand) =>
        ref _lir.Registers[_lir.Operands[instruction.FirstOperand + operand].Register];

    private int MachineOf(in LirInstruction instruction, int operand)
    {
        Place place = PlaceOf(instruction, operand);
        return place.IsRegister
            ? place.Register
            : throw new AllocationException($"{_lir.Body.Symbol.Name}: operand {operand} of {instruction.Op} is in {place}, not in a register");
    }

    private Register NameOf(in LirInstruction instruction, int operand, int size) => OpcodeTables.Name(MachineOf(instruction, operand), size);

    private Site SiteOf(in LirInstruction instruction, int operand) => SiteOf(PlaceOf(instruction, operand));

    private Site SiteOf(Place place)
    {
        if (place.IsRegister)
            return Site.Register(place.Register);
        ref VirtualRegister info = ref _lir.Registers[place.Owner];
        if (place.IsLeaf)
            return Site.Of(info.Leaf!);
        return info.FrameOffset != 0
            ? Site.Frame(info.FrameOffset)
            : throw new AllocationException($"{_lir.Body.Symbol.Name}: v{place.Owner} has no slot");
    }

    /// <summary>Emits "code reg, rm".</summary>
    private void RegisterRm(Code code, Register register, Site rm, int size)
    {
        if (rm.Kind == SiteKind.Register)
            _code.Emit(Iced.Intel.Instruction.Create(code, register, OpcodeTables.Name(rm.Number, size)));
        else
            _code.Emit(Iced.Intel.Instruction.Create(code, register, MemoryOf(rm)));
    }

    private static MemoryOperand MemoryOf(Site site) => site.Kind switch
    {
        SiteKind.Frame => new MemoryOperand(Register.RBP, site.Number),
        SiteKind.Outgoing => new MemoryOperand(Register.RSP, site.Number),
        _ => throw new AllocationException($"{site} is not in memory"),
    };

    /// <summary>Emits "code reg, src" for the second operand of an instruction: its address or operand B.</summary>
    private void RegisterSource(Code code, Register register, in LirInstruction instruction, int size)
    {
        if (instruction.Address >= 0)
            RegisterMemory(code, register, AddressOf(instruction, instruction.Address));
        else
            RegisterRm(code, register, SiteOf(instruction, instruction.B), size);
    }

    private void RegisterMemory(Code code, Register register, in MemoryReference memory) =>
        Put(Iced.Intel.Instruction.Create(code, register, memory.Operand), memory);

    private void MemoryRegister(Code code, in MemoryReference memory, Register register) =>
        Put(Iced.Intel.Instruction.Create(code, memory.Operand, register), memory);

    private void MemoryImmediate(Code code, in MemoryReference memory, int imm) =>
        Put(Iced.Intel.Instruction.Create(code, memory.Operand, imm), memory);

    private void RegisterRegister(Code code, Register first, Register second) =>
        _code.Emit(Iced.Intel.Instruction.Create(code, first, second));

    private void RegisterImmediate(Code code, Register register, int imm) =>
        _code.Emit(Iced.Intel.Instruction.Create(code, register, imm));
}
