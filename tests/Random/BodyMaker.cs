using System;
using System.Collections.Generic;

namespace Random;

/// <summary>Makes the body of one method: this part knows what is in scope and what may be called.</summary>
public sealed partial class BodyMaker
{
    /// <summary>Statements one call of one method may execute, those of the methods it calls included.</summary>
    private const long Budget = 6000;

    /// <summary>The first parameter of a recursive method.</summary>
    public const string FuelName = "fuel";

    /// <summary>The same of those everything may call.</summary>
    public const long LeafBudget = 60;

    private readonly UnitModel _unit;
    private readonly Dice _dice;
    private readonly List<Variable> _scope = [];
    private readonly bool _isLeaf;
    private readonly Shape _result;
    private readonly string _names;
    private readonly Callable? _recursion;
    private readonly long _limit;
    private int _nextName;

    /// <summary>How often the statement that is being made runs at most, in one call.</summary>
    private long _times = 1;
    private long _cost = 1;

    /// <summary>Loops that break and continue may name here.</summary>
    private int _loops;

    /// <summary>Inside a finally or a filter: no return.</summary>
    private bool _mayReturn = true;

    /// <summary>In a catch or finally: no stackalloc.</summary>
    private bool _inHandler;

    /// <summary>In a lambda, an iterator, a local function: only captured variables, no references.</summary>
    private bool _isCaptured;

    /// <summary>What an iterator yields; null elsewhere, and where it must not yield.</summary>
    private Shape? _yields;
    private bool _isIterator;

    /// <param name="isLeaf">No calls but those of leaves made before.</param>
    public BodyMaker(UnitModel unit, Dice dice, Callable method, bool isLeaf, string names = "v")
    {
        ArgumentNullException.ThrowIfNull(method);
        _unit = unit;
        _dice = dice;
        _isLeaf = isLeaf;
        _result = method.Result;
        _names = names;
        _recursion = method.IsRecursive ? method : null;
        _limit = isLeaf ? LeafBudget : method.IsRecursive ? Budget / 20 : Budget;
        foreach (Parameter parameter in method.Parameters)
        {
            Variable variable = parameter.AsVariable();
            _scope.Add(variable.Name == FuelName ? variable with { IsAssignable = false } : variable);
        }
    }

    /// <summary>Makes <c>this</c> and its fields known.</summary>
    public void AddThis(Shape type, bool isReadOnly)
    {
        ArgumentNullException.ThrowIfNull(type);
        foreach (Variable field in type.Fields)
            _scope.Add(field with { Name = "this." + field.Name, IsAssignable = !isReadOnly, IsCapturable = type.Kind == ShapeKind.Class });
    }

    public long Cost => _cost;

    /// <summary>An assignment, or a declaration with a value.</summary>
    public Node Initialisation(string target, Shape shape)
    {
        return Node.Statement(target + " = ", Expression(shape, 1), ";");
    }

    /// <summary>Makes this the body of an iterator.</summary>
    public void Yield(Shape element) => (_yields, _isIterator, _isCaptured, _mayReturn) = (element, true, true, false);

    private string NewName() => _names + _nextName++;

    private bool Affords(long cost) => _cost + (_times * cost) <= _limit;

    private void Spend(long cost) => _cost += _times * cost;

    private IEnumerable<Variable> Visible()
    {
        foreach (Variable variable in _scope)
        {
            if (variable.IsCapturable || !_isCaptured)
                yield return variable;
        }

        foreach (Variable variable in _unit.Statics)
            yield return variable;
    }

    /// <summary>Runs <paramref name="make"/> with what it declares forgotten afterwards.</summary>
    private T Nested<T>(Func<T> make)
    {
        int count = _scope.Count;
        T result = make();
        _scope.RemoveRange(count, _scope.Count - count);
        return result;
    }

    private T Repeated<T>(long times, Func<T> make)
    {
        long before = _times;
        _times *= times;
        T result = make();
        _times = before;
        return result;
    }
}
