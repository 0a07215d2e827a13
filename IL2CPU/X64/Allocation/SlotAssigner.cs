using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

/// <summary>Gives frame cells to the values that need one; two share a cell when their lifetimes do not overlap.</summary>
internal sealed class SlotAssigner
{
    private readonly List<int> _registers = [];
    private readonly List<int> _cellEnd = [];

    /// <summary>Cell of each entry of <see cref="Owners"/>.</summary>
    public List<int> Cells { get; } = [];

    public List<int> Owners => _registers;

    public int CellCount => _cellEnd.Count;

    public void Run(LirFunction function)
    {
        _registers.Clear();
        _cellEnd.Clear();
        Cells.Clear();
        for (int register = 1; register < function.Registers.Count; register++)
        {
            ref VirtualRegister info = ref function.Registers[register];
            if ((info.NeedsSlot || info.NeedsPollSlot) && info.Home < 0)
                _registers.Add(register);
        }

        if (_registers.Count > 1)
        {
            _registers.Sort((a, b) =>
            {
                int order = function.Registers[a].Interval!.Start.CompareTo(function.Registers[b].Interval!.Start);
                return order != 0 ? order : a.CompareTo(b);
            });
        }

        foreach (int register in _registers)
        {
            Interval first = function.Registers[register].Interval!;
            Interval last = first;
            while (last.Next is not null)
                last = last.Next;
            int cell = 0;
            while (cell < _cellEnd.Count && _cellEnd[cell] > first.Start)
                cell++;
            if (cell == _cellEnd.Count)
                _cellEnd.Add(0);
            _cellEnd[cell] = last.End;
            Cells.Add(cell);
        }
    }
}
