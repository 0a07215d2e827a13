using System;
using System.Numerics;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

// Intervals from liveness, blocks and instructions backwards.
internal sealed partial class LinearScan
{
    private void Build()
    {
        for (int b = _function.Blocks.Count - 1; b >= 0; b--)
        {
            LirBlock block = _function.Blocks[b];
            ReadOnlySpan<ulong> live = Liveness.Out(b);
            for (int word = 0; word < live.Length; word++)
            {
                for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
                {
                    int register = Liveness.Globals[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                    Extend(register, block.From, block.To);
                }
            }

            for (int i = block.End - 1; i >= block.First; i--)
                BuildInstruction(block, i);
        }

        _calls.Reverse();
        _clobbers.Reverse();
        for (int i = 0; i < Intervals.Count; i++)
        {
            Interval interval = Intervals[i];
            interval.Start = Intervals.Ranges[interval.FirstRange].From;
            interval.Cursor = interval.FirstRange;
            Push(interval);
        }
    }

    private void BuildInstruction(LirBlock block, int index)
    {
        ref Instruction instruction = ref _function.Code[index];
        if (instruction.Clobbers == Registers.AllClobbered)
            _calls.Add(Positions.Late(index));
        else if (instruction.Clobbers != 0)
            _clobbers.Add((Positions.Late(index), instruction.Clobbers));

        // Uses are prepended: latest point first.
        Visit(block, index, Role.LateDef);
        Visit(block, index, Role.EarlyDef);
        Visit(block, index, Role.LateUse);
        Visit(block, index, Role.EarlyUse);
    }

    private void Visit(LirBlock block, int index, Role role)
    {
        ref Instruction instruction = ref _function.Code[index];
        for (int o = 0; o < instruction.OperandCount; o++)
        {
            int operandIndex = instruction.FirstOperand + o;
            ref Operand operand = ref _function.Operands[operandIndex];
            if (operand.Role != role || _function.Registers[operand.Register].Leaf is not null)
                continue;
            int position = operand.PositionIn(index);
            if (operand.IsDef)
                Define(operand.Register, position);
            else
                Extend(operand.Register, block.From, position + 1);
            Intervals.PrependUse(_function.Registers[operand.Register].Interval!, position, operandIndex, operand.Need, operand.Hint);
        }
    }

    private void Extend(int register, int from, int to)
    {
        ref VirtualRegister info = ref _function.Registers[register];
        if (info.Interval is null)
        {
            info.Interval = Intervals.New(register);
            info.Interval.End = to;
        }

        Intervals.Prepend(info.Interval, from, to);
    }

    private void Define(int register, int position)
    {
        Interval? interval = _function.Registers[register].Interval;
        if (interval is null)
            Extend(register, position, position + 1);
        else
            Intervals.Ranges[interval.FirstRange].From = position;
    }

    private void AssignOperands()
    {
        int count = _function.Operands.Count;
        if (OperandPlaces.Length < count)
            OperandPlaces = new Place[Math.Max(count * 2, 256)];
        for (int i = 0; i < count; i++)
        {
            int register = _function.Operands[i].Register;
            OperandPlaces[i] = _function.Registers[register].Leaf is null ? Place.None : Place.Leaf(register);
        }

        for (int i = 0; i < Intervals.Count; i++)
        {
            Interval interval = Intervals[i];
            for (int use = interval.FirstUse; use >= 0; use = Intervals.Uses[use].Next)
                OperandPlaces[Intervals.Uses[use].Operand] = interval.Place;
        }
    }
}
