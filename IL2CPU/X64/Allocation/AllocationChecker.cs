using System;
using System.Collections.Generic;
using System.Numerics;
using IL2CPU.X64.Emission;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

// Replays an allocation symbolically: which value each register and frame cell holds, on all paths. Proves that every
// operand is found where it was said to be, and that at each safepoint exactly the live values are in slots.
// Trusts the LIR and the liveness sets of blocks; nothing of what the allocator computed from them.
internal sealed class AllocationChecker
{
    private const int Unknown = 0;
    private const uint Reserved = (1u << Registers.Rsp) | (1u << Registers.Rbp) | (1u << Registers.R11) | (1u << Registers.R14) | (1u << Registers.Xmm15);
    private readonly LirFunction _function;
    private readonly LinearScan _scan;
    private readonly MoveResolver _resolver;
    private readonly Safepoints _safepoints;
    private readonly FrameLayout _frame;
    private readonly int[] _firstMove;
    private readonly List<(int To, int Value)> _parallel = [];
    private readonly int _width;
    private int[] _state;

    public AllocationChecker(LirFunction function, LinearScan scan, MoveResolver resolver, Safepoints safepoints, FrameLayout frame)
    {
        _function = function;
        _scan = scan;
        _resolver = resolver;
        _safepoints = safepoints;
        _frame = frame;
        int homes = 0;
        for (int i = 1; i < function.Registers.Count; i++)
            homes = Math.Max(homes, function.Registers[i].Home + 1);
        _width = Registers.Count + frame.SpillCount + homes;
        _state = new int[_width];
        _firstMove = new int[function.Code.Count + 1];
        int move = 0;
        for (int i = 0; i <= function.Code.Count; i++)
        {
            while (move < resolver.Moves.Count && resolver.Moves[move].Instruction < i)
                move++;
            _firstMove[i] = move;
        }
    }

    /// <exception cref="AllocationException">Names method, instruction and value.</exception>
    public void Check()
    {
        int[]?[] entering = Solve();
        for (int b = 0; b < _function.Blocks.Count; b++)
        {
            if (entering[b] is not { } state)
                continue;
            state.CopyTo(_state, 0);
            Replay(b, check: true);
            foreach (int successor in _function.Blocks[b].Successors)
            {
                if (_function.Blocks[b].Successors.Count == 1)
                    Rename(b, successor, check: true);
            }

            CheckSafepoints(b, state);
        }
    }

    private int[]?[] Solve()
    {
        int count = _function.Blocks.Count;
        var entering = new int[]?[count];
        var work = new Stack<int>();
        for (int b = count - 1; b >= 0; b--)
        {
            if (_function.Blocks[b].Predecessors.Count != 0)
                continue;
            entering[b] = new int[_width];
            work.Push(b);
        }

        while (work.Count > 0)
        {
            int b = work.Pop();
            LirBlock block = _function.Blocks[b];
            entering[b]!.CopyTo(_state, 0);
            Replay(b, check: false);
            int[] leaving = (int[])_state.Clone();
            foreach (int successor in block.Successors)
            {
                leaving.CopyTo(_state, 0);
                if (block.Successors.Count == 1)
                    Rename(b, successor, check: false);
                if (Merge(ref entering[successor]))
                    work.Push(successor);
            }
        }

        return entering;
    }

    private bool Merge(ref int[]? entering)
    {
        if (entering is null)
        {
            entering = (int[])_state.Clone();
            return true;
        }

        bool changed = false;
        for (int i = 0; i < _width; i++)
        {
            if (entering[i] != Unknown && entering[i] != _state[i])
            {
                entering[i] = Unknown;
                changed = true;
            }
        }

        return changed;
    }

    private void Replay(int b, bool check, Dictionary<int, HashSet<int>>? liveAt = null)
    {
        LirBlock block = _function.Blocks[b];
        bool renamed = block.Predecessors.Count != 1 || _function.Blocks[block.Predecessors[0]].Successors.Count == 1;
        for (int i = block.First; i < block.End; i++)
        {
            for (int move = _firstMove[i]; move < _firstMove[i + 1];)
            {
                MoveOrder order = _resolver.Moves[move].Order;
                if (!renamed && order > MoveOrder.EdgeStart)
                {
                    Rename(block.Predecessors[0], b, check);
                    renamed = true;
                }

                move = DoMoves(i, move, order);
            }

            if (!renamed)
            {
                Rename(block.Predecessors[0], b, check);
                renamed = true;
            }

            if (liveAt is not null && liveAt.TryGetValue(i, out HashSet<int>? live))
                CheckSafepoint(i, live);
            Execute(i, check);
        }
    }

    private int DoMoves(int instruction, int move, MoveOrder order)
    {
        _parallel.Clear();
        for (; move < _firstMove[instruction + 1] && _resolver.Moves[move].Order == order; move++)
        {
            Move m = _resolver.Moves[move];
            _parallel.Add((Index(m.To), m.From.IsLeaf ? m.From.Owner : _state[Index(m.From)]));
        }

        foreach ((int to, int value) in _parallel)
            _state[to] = value;
        return move;
    }

    /// <summary>On an edge the places of phis hold their arguments; from here on they hold the phis.</summary>
    private void Rename(int from, int to, bool check)
    {
        LirBlock target = _function.Blocks[to];
        int predecessor = target.Predecessors.IndexOf(from);
        _parallel.Clear();
        for (int i = 0; i < target.Phis.Count; i++)
        {
            int phi = target.Phis[i];
            if (_function.Registers[phi].Interval is not { } interval)
                continue;
            int index = Index(_scan.Intervals.At(interval, target.From)!.Place);
            int argument = target.PhiArguments[(i * target.Predecessors.Count) + predecessor];
            if (check && _state[index] != argument)
                Fail(target.First, $"phi v{phi} should get v{argument}, its place holds v{_state[index]}");
            _parallel.Add((index, phi));
        }

        foreach ((_, int phi) in _parallel)
            Forget(phi);
        foreach ((int index, int phi) in _parallel)
            _state[index] = phi;
    }

    private void Forget(int register)
    {
        for (int i = 0; i < _width; i++)
        {
            if (_state[i] == register)
                _state[i] = Unknown;
        }
    }

    private void Execute(int index, bool check)
    {
        ref Instruction instruction = ref _function.Code[index];
        uint early = instruction.Clobbers | Reserved;
        uint defined = 0;
        for (int o = 0; o < instruction.OperandCount; o++)
        {
            ref Operand operand = ref _function.OperandOf(instruction, o);
            Place place = _scan.OperandPlaces[instruction.FirstOperand + o];
            if (!operand.IsDef)
            {
                if (check)
                    CheckUse(index, operand, place);
                continue;
            }

            if (!place.IsRegister)
                continue;
            uint bit = Registers.Mask(place.Register);
            if (check && ((defined & bit) != 0 || (Reserved & bit) != 0 || (operand.Role == Role.EarlyDef && (instruction.Clobbers & bit) != 0)))
                Fail(index, $"v{operand.Register} cannot be defined in {place}");
            defined |= bit;
            if (operand.Role == Role.EarlyDef)
                early |= bit;
        }

        if (check)
            CheckLateUses(index, early);
        for (uint rest = instruction.Clobbers; rest != 0; rest &= rest - 1)
            _state[Registers.Lowest(rest)] = Unknown;
        Define(index);
    }

    private void CheckUse(int index, in Operand operand, Place place)
    {
        if (place.IsLeaf)
        {
            if (operand.Need != Need.Any)
                Fail(index, $"leaf v{operand.Register} is not in a register");
            return;
        }

        if (place.IsNone || (operand.Need == Need.Register && !place.IsRegister))
            Fail(index, $"v{operand.Register} must be in a register, not in {place}");
        if (_state[Index(place)] != operand.Register)
            Fail(index, $"{place} should hold v{operand.Register} but holds v{_state[Index(place)]}");
    }

    private void CheckLateUses(int index, uint early)
    {
        ref Instruction instruction = ref _function.Code[index];
        for (int o = 0; o < instruction.OperandCount; o++)
        {
            Place place = _scan.OperandPlaces[instruction.FirstOperand + o];
            if (_function.OperandOf(instruction, o).Role == Role.LateUse && place.IsRegister && (early & Registers.Mask(place.Register)) != 0)
                Fail(index, $"late use in {place}, which is overwritten");
        }
    }

    private void Define(int index)
    {
        ref Instruction instruction = ref _function.Code[index];
        for (int o = 0; o < instruction.OperandCount; o++)
        {
            ref Operand operand = ref _function.OperandOf(instruction, o);
            if (!operand.IsDef)
                continue;
            Forget(operand.Register);
            Place place = _scan.OperandPlaces[instruction.FirstOperand + o];
            if (!place.IsNone)
                _state[Index(place)] = operand.Register;
        }
    }

    /// <summary>Compares the values live across each call and poll with what the maps are made from.</summary>
    private void CheckSafepoints(int b, int[] entering)
    {
        LirBlock block = _function.Blocks[b];
        var liveAt = new Dictionary<int, HashSet<int>>();
        var live = new HashSet<int>();
        ReadOnlySpan<ulong> leaving = _scan.Liveness.Out(b);
        for (int word = 0; word < leaving.Length; word++)
        {
            for (ulong bits = leaving[word]; bits != 0; bits &= bits - 1)
                live.Add(_scan.Liveness.Globals[(word << 6) + BitOperations.TrailingZeroCount(bits)]);
        }

        for (int i = block.End - 1; i >= block.First; i--)
        {
            ref Instruction instruction = ref _function.Code[i];
            for (int o = 0; o < instruction.OperandCount; o++)
            {
                if (_function.OperandOf(instruction, o).IsDef)
                    live.Remove(_function.OperandOf(instruction, o).Register);
            }

            if (instruction.Op is Opcode.Call or Opcode.Poll)
                liveAt.Add(i, [.. live]);
            for (int o = 0; o < instruction.OperandCount; o++)
            {
                ref Operand operand = ref _function.OperandOf(instruction, o);
                if (!operand.IsDef && _function.Registers[operand.Register].Leaf is null)
                    live.Add(operand.Register);
            }
        }

        if (liveAt.Count == 0)
            return;
        entering.CopyTo(_state, 0);
        Replay(b, check: false, liveAt);
    }

    private void CheckSafepoint(int index, HashSet<int> live)
    {
        var cells = new HashSet<int>();
        ReadOnlySpan<(int Point, int Register, int Machine)> found = _safepoints.LiveAt(index);
        foreach ((_, int register, int machine) in found)
        {
            if (!live.Contains(register))
                Fail(index, $"the map holds v{register}, which is dead");
            int cell = Index(Place.Slot(register));
            if (!cells.Add(cell))
                Fail(index, $"two live values share the slot of v{register}");
            int at = machine >= 0 ? machine : cell;
            if (_state[at] != register)
                Fail(index, $"the map says v{register}, the slot holds v{_state[at]}");
        }

        if (found.Length != live.Count)
            Fail(index, $"{live.Count} values are live, the map knows {found.Length}");
    }

    private int Index(Place place)
    {
        if (place.IsRegister)
            return place.Register;
        ref VirtualRegister info = ref _function.Registers[place.Owner];
        if (!place.IsSlot || info.FrameOffset == 0)
            throw new AllocationException($"{_function.Body.Symbol.Name}: {place} is no place");
        return info.Home >= 0
            ? Registers.Count + _frame.SpillCount + info.Home
            : Registers.Count + ((_frame.SpillTop - info.FrameOffset) / 8);
    }

    private void Fail(int index, string what) =>
        throw new AllocationException($"{_function.Body.Symbol.Name}: instruction {index} ({_function.Code[index].Op}): {what}");
}
