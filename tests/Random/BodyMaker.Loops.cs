using System;
using System.Globalization;

namespace Random;

/// <summary>Loops, all of which end: they count, or have fuel.</summary>
public sealed partial class BodyMaker
{
    private Node Loop(int depth)
    {
        int times = _dice.Pick(1, 2, 3, 4, 7, 8, 13);
        if (!Affords(times * 6L))
            return Assignment();
        return _dice.Weighted(35, 20, 12, 10, 12, 8) switch
        {
            0 => Counting(depth, times),
            1 => OverArray(depth),
            2 => While(depth, times),
            3 => DoWhile(depth, times),
            4 => ForEach(depth),
            _ => Backward(depth, times),
        };
    }

    private Node LoopBody(int depth, int times, params ReadOnlySpan<Variable> counters)
    {
        int count = _scope.Count;
        foreach (Variable counter in counters)
            _scope.Add(counter);
        _loops++;
        Node body = Repeated(times, () => Inner(depth));
        _loops--;
        _scope.RemoveRange(count, _scope.Count - count);
        return body;
    }

    private Node Counting(int depth, int times)
    {
        string name = NewName();
        Shape shape = _dice.Pick(Shape.Int32, Shape.Int32, Shape.UInt32, Shape.Int64, Shape.UInt8, Shape.Int16);
        int step = _dice.Pick(1, 1, 1, 2, 3);
        var counter = new Variable(name, shape) { IsAssignable = false };
        Node body = LoopBody(depth, times, counter);
        return Node.Statement($"for ({shape.Name} {name} = 0; {name} < {times * step}; {name} += {step}) ", body);
    }

    /// <summary>Down to zero, or to the type's first value.</summary>
    private Node Backward(int depth, int times)
    {
        string name = NewName();
        Shape shape = _dice.Pick(Shape.Int32, Shape.Int64, Shape.Int16);
        string low = _dice.Chance(25) ? shape.Name + ".MinValue" : "0";
        Node body = LoopBody(depth, times + 1, new Variable(name, shape) { IsAssignable = false });
        return Node.Statement($"for ({shape.Name} {name} = ({shape.Name})({low} + {times}); {name} > {low}; {name}--) ", body);
    }

    private Node OverArray(int depth)
    {
        Variable? array = AnyOf(ShapeKind.Array, ShapeKind.Span);
        if (array is null)
            return Counting(depth, 4);
        string name = NewName();
        var counter = new Variable(name, Shape.Int32) { IsAssignable = false, IndexOf = array.Name };
        Node body = LoopBody(depth, 12, counter);
        return _dice.Below(4) switch
        {
            0 => Node.Statement($"for (int {name} = {array.Name}.Length - 1; {name} >= 0; {name}--) ", body),
            1 => Node.Statement($"for (int {name} = 0; {name} < {_dice.Between(3, 5)}; {name}++) ", body),
            _ => Node.Statement($"for (int {name} = {_dice.Below(2)}; {name} < {array.Name}.Length; {name}++) ", body),
        };
    }

    private Node While(int depth, int times)
    {
        string fuel = NewName();
        Node condition = Condition(2);
        Node body = LoopBody(depth, times, new Variable(fuel, Shape.Int32) { IsAssignable = false });
        return Node.Statement($"{{ int {fuel} = {times}; while ({fuel}-- > 0 && ", condition, ") ", body, " }");
    }

    private Node DoWhile(int depth, int times)
    {
        string fuel = NewName();
        Node body = LoopBody(depth, times, new Variable(fuel, Shape.Int32) { IsAssignable = false });
        return Node.Statement($"{{ int {fuel} = {times}; do ", body, $" while (--{fuel} > 0 && ", Condition(2), "); }");
    }

    private Node ForEach(int depth)
    {
        string name = NewName();
        if (AnyOf(ShapeKind.Array, ShapeKind.Span) is not { } array)
            return Node.Statement($"foreach (char {name} in H.Cut(", Expression(Shape.String, 2), ") ?? \"\") ", LoopBody(depth, 20, new Variable(name, Shape.Char) { IsAssignable = false }));
        bool byReference = array.Shape.Kind == ShapeKind.Span && _dice.Chance(50);
        var item = new Variable(name, array.Shape.Element!) { IsAssignable = byReference, IsCapturable = !byReference };
        string type = item.Shape.Name.ToString(CultureInfo.InvariantCulture);
        return Node.Statement($"foreach ({(byReference ? "ref " : "")}{type} {name} in {array.Name}) ", LoopBody(depth, 12, item));
    }
}
