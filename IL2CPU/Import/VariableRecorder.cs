using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Import;

/// <summary>Notes during import which value each named variable has where in the IL.</summary>
/// <remarks>
/// At a join a variable is the phi that was made for it, or what all ways bring; where they bring different values and
/// nobody reads it, it is unknown, as it is in handlers and in IL that was imported more than once.
/// </remarks>
internal sealed class VariableRecorder
{
    // States of a variable: what no way has reached yet, what is unknown; from 1 on, values.
    private const int Unreached = 0;
    private const int Unknown = -1;

    private readonly SourceVariables _variables = new();
    private readonly int[] _indexes;
    private readonly bool[] _isFixed;
    private readonly int[] _passed;
    private readonly List<Value> _values = [];
    private readonly Dictionary<ImportNode, List<(int Offset, int Variable, int State)>> _writes = [];
    private readonly Dictionary<Block, List<(int Variable, int State)>> _joins = [];
    private readonly HashSet<ILBlock> _seen = [];
    private readonly HashSet<ILBlock> _repeated = [];

    public VariableRecorder(MethodBody body, int variableCount)
    {
        body.Variables = _variables;
        _indexes = new int[variableCount];
        _isFixed = new bool[variableCount];
        _passed = new int[variableCount];
        System.Array.Fill(_indexes, -1);
        System.Array.Fill(_passed, Unknown);
    }

    /// <param name="isFixed">An argument nothing writes to.</param>
    public void Declare(int variable, SourceVariable description, bool isFixed)
    {
        _indexes[variable] = _variables.Variables.Count;
        _isFixed[variable] = isFixed;
        _variables.Variables.Add(description);
    }

    public void Home(int variable, Slot slot)
    {
        if (_indexes[variable] >= 0)
            _variables.Variables[_indexes[variable]].Home = slot;
    }

    /// <summary>The caller made a copy for the call.</summary>
    /// <param name="isHomed">It goes to the variable's home; otherwise it is the variable.</param>
    public void PassedInMemory(int variable, int size, Value address, bool isHomed)
    {
        if (!isHomed)
            AddFixed(variable, size, address, isAddress: true);
        else if (_indexes[variable] >= 0)
            _variables.Pass(new VariableValue(_indexes[variable], 0, SourceVariables.Everywhere, 0, size, address, IsAddress: true));
    }

    /// <summary>What the caller passed.</summary>
    /// <param name="isHomed">It goes to the variable's home, or to a part of that.</param>
    public void Passed(int variable, int offset, int size, Value value, bool isHomed)
    {
        if (_indexes[variable] < 0)
            return;
        if (isHomed)
            _variables.Pass(new VariableValue(_indexes[variable], 0, SourceVariables.Everywhere, offset, size, value, IsAddress: false));
        else if (_isFixed[variable])
            AddFixed(variable, SizeOf(variable), value, isAddress: false);
        else
            _passed[variable] = StateOf(value);
    }

    /// <param name="offset">First IL offset at which the variable has the value.</param>
    public void Written(ImportNode node, int variable, Value value, int offset)
    {
        if (_indexes[variable] < 0)
            return;
        if (!_writes.TryGetValue(node, out List<(int, int, int)>? writes))
            _writes.Add(node, writes = []);
        writes.Add((offset, variable, StateOf(value)));
    }

    /// <summary>A phi was made for the variable.</summary>
    public void Joined(Block block, int variable, Value phi)
    {
        if (variable >= _indexes.Length || _indexes[variable] < 0)
            return;
        if (!_joins.TryGetValue(block, out List<(int, int)>? joins))
            _joins.Add(block, joins = []);
        joins.Add((variable, StateOf(phi)));
    }

    /// <summary>Gives the method's body what was found.</summary>
    public void Finish(ImportPlan plan, SsaBuilder ssa)
    {
        foreach (ImportNode node in plan.Nodes)
        {
            if (node.Block is not null && !_seen.Add(node.IL))
                _repeated.Add(node.IL);
        }

        if (_writes.Count == 0)
            return;
        for (int i = 0; i < _values.Count; i++)
            _values[i] = ssa.Resolve(_values[i]);
        int[]?[] entries = Flow(plan);
        foreach (ImportNode node in plan.Nodes)
        {
            if (node.Block is not null && entries[node.Order] is { } entry && !_repeated.Contains(node.IL))
                AddRanges(node, entry);
        }
    }

    private int StateOf(Value value)
    {
        _values.Add(value);
        return _values.Count;
    }

    private int SizeOf(int variable) => _variables.Variables[_indexes[variable]].Type.CellType.Size;

    private void AddFixed(int variable, int size, Value value, bool isAddress)
    {
        if (_indexes[variable] >= 0)
            _variables.Add(new VariableValue(_indexes[variable], 0, SourceVariables.Everywhere, 0, size, value, isAddress));
    }

    /// <summary>States at the entry of each node, by its order.</summary>
    private int[]?[] Flow(ImportPlan plan)
    {
        var entries = new int[]?[plan.Nodes.Count];
        var unknown = new int[_indexes.Length];
        System.Array.Fill(unknown, Unknown);
        Meet(ref entries[plan.Entry.Order], plan.Entry, _passed);
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (ImportNode node in plan.Nodes)
            {
                if (node.Block is null)
                    continue;
                if (node.HandlerOf >= 0)
                    entries[node.Order] ??= unknown;
                if (entries[node.Order] is not { } entry)
                    continue;
                int[] exit = ExitOf(node, entry);
                foreach (ImportNode successor in plan.Successors(node))
                    changed |= successor.Block is not null && Meet(ref entries[successor.Order], successor, exit);
            }
        }

        return entries;
    }

    private int[] ExitOf(ImportNode node, int[] entry)
    {
        if (!_writes.TryGetValue(node, out List<(int, int, int)>? writes))
            return entry;
        var exit = (int[])entry.Clone();
        foreach ((_, int variable, int state) in writes)
            exit[variable] = state;
        return exit;
    }

    private bool Meet(ref int[]? entry, ImportNode node, int[] exit)
    {
        bool changed = entry is null;
        entry ??= new int[_indexes.Length];
        _joins.TryGetValue(node.Block!, out List<(int Variable, int State)>? joins);
        for (int variable = 0; variable < entry.Length; variable++)
        {
            if (IsSame(entry[variable], exit[variable]))
                continue;
            int met = joins is null ? -1 : joins.FindIndex(join => join.Variable == variable);
            int state = met >= 0 ? joins![met].State : entry[variable] == Unreached ? exit[variable] : Unknown;
            changed |= state != entry[variable];
            entry[variable] = state;
        }

        return changed;
    }

    private bool IsSame(int a, int b) => a == b || (a > 0 && b > 0 && _values[a - 1] == _values[b - 1]);

    private void AddRanges(ImportNode node, int[] entry)
    {
        var current = (int[])entry.Clone();
        var since = new int[current.Length];
        System.Array.Fill(since, node.IL.Start);
        foreach ((int offset, int variable, int state) in _writes.GetValueOrDefault(node, []))
        {
            AddRange(variable, since[variable], offset, current[variable]);
            current[variable] = state;
            since[variable] = offset;
        }

        for (int variable = 0; variable < current.Length; variable++)
            AddRange(variable, since[variable], node.IL.EndOffset, current[variable]);
    }

    private void AddRange(int variable, int from, int to, int state)
    {
        if (state > 0 && from < to && _indexes[variable] >= 0)
            _variables.Add(new VariableValue(_indexes[variable], from, to, 0, SizeOf(variable), _values[state - 1], IsAddress: false));
    }
}
