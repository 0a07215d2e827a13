using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Which values the arguments and locals of a method's source are, for a debugger.</summary>
/// <remarks>
/// An SSA value stays what the variable was at those places of the source however the code is moved, as long as it exists;
/// one that is gone is unknown. A pass that replaces values says so through <see cref="Replacements"/>; one that makes
/// second versions of them, of which either may be the current one, must <see cref="Forget"/> the first.
/// </remarks>
public sealed class SourceVariables
{
    public const int Everywhere = int.MaxValue;

    private static readonly List<VariableValue> s_none = [];
    private static readonly List<(int Variable, int Offset, int Size)> s_nonePromoted = [];

    private List<VariableValue> _values = [];
    private List<VariableValue> _passed = [];
    private List<(int Variable, int Offset, int Size)> _promoted = [];

    public List<SourceVariable> Variables { get; } = [];

    public IReadOnlyList<VariableValue> Values => _values;

    /// <summary>What the caller passed for variables that have homes: it is them until it has been put there.</summary>
    public IReadOnlyList<VariableValue> Passed => _passed;

    /// <summary>Parts of homes that are no longer in memory.</summary>
    public IReadOnlyList<(int Variable, int Offset, int Size)> Promoted => _promoted;

    /// <summary>Index in <see cref="MethodBody.Locations"/> of the code that moves arguments to their homes; -1 for none.</summary>
    public int HomingLocation { get; set; } = -1;

    public void Add(VariableValue value) => _values.Add(value);

    public void Pass(VariableValue value) => _passed.Add(value);

    /// <summary>The variable a slot is the home of; -1 for none.</summary>
    public int HomedIn(Slot slot) => Variables.FindIndex(variable => variable.Home == slot);

    /// <summary>Part of a home becomes values; null if it becomes several.</summary>
    public void Promote(int variable, int offset, int size, Value? value)
    {
        _promoted.Add((variable, offset, size));
        if (value is not null && Variables[variable].IsParameter)
            Add(new VariableValue(variable, 0, Everywhere, offset, size, value, IsAddress: false));
    }

    public void Forget(Predicate<Value> isAmbiguous) => _values.RemoveAll(known => isAmbiguous(known.Value));

    /// <summary>The method goes round instead of calling itself: its arguments are phis now.</summary>
    /// <param name="phis">Of each parameter.</param>
    /// <param name="outside">Rising IL offsets of code that is both outside the loop, where the parameters hold, and copied into it.</param>
    /// <param name="isOutside">A value of that code.</param>
    public void GoRound(IReadOnlyDictionary<Value, Value> phis, IReadOnlyList<int> outside, Predicate<Value> isOutside)
    {
        VariableValue[] before = [.. _values];
        _values.Clear();
        foreach (VariableValue known in before)
        {
            if (!phis.TryGetValue(known.Value, out Value? phi))
            {
                if (!isOutside(known.Value))
                    Add(known);
                continue;
            }

            Pass(known with { From = 0, To = Everywhere });
            int from = known.From;
            foreach (int offset in outside)
            {
                if (offset >= from && offset < known.To)
                {
                    Add(known with { Value = phi, From = from, To = offset });
                    from = offset + 1;
                }
            }

            Add(known with { Value = phi, From = from });
        }
    }

    internal void EnsureCapacity(int values) => _values.EnsureCapacity(values);

    /// <summary>What is left says which variables there are.</summary>
    internal void ForgetValues()
    {
        // Most methods have none, so that a list of their own would be most of what there is to keep.
        _values = s_none;
        _passed = s_none;
        _promoted = s_nonePromoted;
    }

    internal void BeginValues()
    {
        _values = [];
        _passed = [];
        _promoted = [];
    }

    internal void Resolve(Replacements replacements)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            Value resolved = replacements.Resolve(_values[i].Value);
            if (resolved != _values[i].Value)
                _values[i] = _values[i] with { Value = resolved };
        }
    }
}
