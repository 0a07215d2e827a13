using System.Collections.Generic;

namespace Random;

/// <summary>Protected regions, and other statements that are rarer.</summary>
public sealed partial class BodyMaker
{
    private static readonly string[] s_caught =
        ["InvalidOperationException", "ArgumentException", "H.Own", "H.Other", "IndexOutOfRangeException", "NullReferenceException", "DivideByZeroException", "OverflowException", "ArithmeticException", "InvalidCastException", "Exception"];

    private Node Try(int depth)
    {
        Shape? yields = _yields;
        _yields = null;
        var parts = new List<object> { "try ", Inner(depth) };
        bool hasFinally = _dice.Chance(45);
        int catches = hasFinally ? _dice.Below(3) : _dice.Between(1, 3);
        int first = 0;
        for (int i = 0; i < catches && first < s_caught.Length; i++)
        {
            // From the special to the general, or Roslyn reports one that is never reached.
            int type = i == catches - 1 && _dice.Chance(50) ? s_caught.Length - 1 : first + _dice.Below(s_caught.Length - first);
            first = type + 1;
            AddCatch(parts, s_caught[type], depth);
        }

        if (hasFinally)
            parts.AddRange([" finally ", Finally(depth)]);
        _yields = yields;
        return Node.Statement(parts.ToArray());
    }

    private void AddCatch(List<object> parts, string type, int depth)
    {
        string name = NewName();
        parts.Add($" catch ({type} {name}) ");
        if (_dice.Chance(30))
        {
            bool mayReturn = _mayReturn;
            _mayReturn = false;
            parts.AddRange(["when (H.Seen(", Condition(2), ")) "]);
            _mayReturn = mayReturn;
        }

        Node body = Handler(depth);
        body.Parts.Insert(0, Node.Statement($"H.Add(H.Code({name}));"));
        if (_dice.Chance(15))
            body.Add(Node.Statement(_dice.Chance(50) ? "throw;" : $"throw new H.Other({_dice.Below(9)});"));
        parts.Add(body);
    }

    private Node Finally(int depth)
    {
        (int loops, bool mayReturn) = (_loops, _mayReturn);
        (_loops, _mayReturn) = (0, false);
        Node body = Handler(depth);
        (_loops, _mayReturn) = (loops, mayReturn);
        return body;
    }

    private Node Handler(int depth)
    {
        bool inHandler = _inHandler;
        _inHandler = true;
        Node body = Inner(depth);
        _inHandler = inHandler;
        return body;
    }

    private Node StackAllocation()
    {
        Shape element = _dice.Pick(Shape.Integers);
        Shape span = _unit.SpanOf(element);
        string name = NewName();
        _scope.Add(new Variable(name, span) { IsCapturable = false, IsAssignable = false });
        return Node.Statement($"Span<{element.Name}> {name} = stackalloc {element.Name}[{_dice.Between(4, 12)}];");
    }

    /// <summary>A local function that uses the method's variables, and is called at once.</summary>
    private Node LocalFunction()
    {
        string name = NewName();
        Shape result = _dice.Pick(Shape.Integers);
        Parameter[] parameters = [new(NewName(), _dice.Pick(Shape.Integers), ParameterMode.Value)];
        var maker = new BodyMaker(_unit, _dice, new Callable(name, result, parameters), isLeaf: true, name + "_") { _isCaptured = true };
        foreach (Variable variable in _scope)
        {
            if (variable.IsCapturable)
                maker._scope.Add(variable);
        }

        Node body = maker.Body(_dice.Between(1, 3));
        Spend(maker.Cost * 2);
        return Node.Statement($"{{ {result.Name} {name}({parameters[0].Shape.Name} {parameters[0].Name}) ", body, $" H.Add({name}(", Expression(parameters[0].Shape, 2), $")); H.Add({name}(", Expression(parameters[0].Shape, 2), ")); }");
    }
}
