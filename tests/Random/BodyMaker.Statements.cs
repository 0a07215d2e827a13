using System.Collections.Generic;

namespace Random;

/// <summary>Statements, and bodies made of them.</summary>
public sealed partial class BodyMaker
{
    private int ExpressionDepth => _dice.Pick(1, 2, 2, 3);

    /// <summary>A whole body: some statements, and what is returned.</summary>
    public Node Body(int statements)
    {
        Node block = Statements(statements, 3, _recursion);
        if (_result != Shape.Void)
            block.Add(Node.Statement("return ", Expression(_result, ExpressionDepth), ";"));
        return block;
    }

    private Node Statements(int count, int depth, Callable? recursion = null)
    {
        return Nested(() =>
        {
            Node block = Node.Block();
            for (int i = 0; i < count; i++)
            {
                if (!Affords(1))
                    break;
                Spend(1);
                Add(block, depth);
                if (recursion is not null && i == count / 2)
                    block.Add(Recursion(recursion));
            }

            return block;
        });
    }

    /// <summary>The call of a method in itself, with one less to go.</summary>
    private Node Recursion(Callable method)
    {
        var parts = new List<object> { $"if (fuel > 0) P.{method.Name}(fuel - 1" };
        for (int i = 1; i < method.Parameters.Count; i++)
        {
            parts.Add(", " + (method.Parameters[i].Mode == ParameterMode.In ? "" : method.Parameters[i].Prefix));
            parts.Add(Argument(method, i, 2) ?? Node.Expression(method.Parameters[i].Shape, method.Parameters[i].Name));
        }

        parts.Add(");");
        return Node.Statement(parts.ToArray());
    }

    private Node Inner(int depth) => Statements(_dice.Pick(1, 1, 2, 3), depth - 1);

    private void Add(Node block, int depth)
    {
        Node statement = _dice.Weighted(22, 24, 9, 10, depth > 0 ? 9 : 0, depth > 0 ? 10 : 0, depth > 0 ? 4 : 0, depth > 0 ? 7 : 0, 3, depth > 0 ? 2 : 0, 14, _yields is null ? 0 : 20) switch
        {
            0 => Declaration(),
            1 => Assignment(),
            2 => Mix(),
            3 => CallStatement(),
            4 => If(depth),
            5 => Loop(depth),
            6 => SwitchStatement(depth),
            7 => Try(depth),
            8 => Jump(),
            9 => Node.Statement(_dice.Chance(50) ? "checked " : "unchecked ", Inner(depth)),
            10 => Special(depth),
            _ => Node.Statement("yield return ", Expression(_yields!, ExpressionDepth), ";"),
        };
        block.Add(statement);
    }

    /// <summary>A type locals are made of.</summary>
    private Shape AnyShape()
    {
        switch (_dice.Weighted(40, 6, 6, 5, 14, 8, 8, 4, 3, 5, _isCaptured ? 0 : 4))
        {
            case 0:
                return _dice.Pick(Shape.Integers);
            case 1:
                return _dice.Pick(Shape.Single, Shape.Double);
            case 2:
                return Shape.Boolean;
            case 3:
                return Shape.String;
            case 4 when _unit.Structs.Count > 0:
                return _dice.From(_unit.Structs);
            case 5 when _unit.Classes.Count > 0:
                return _dice.From(_unit.Classes);
            case 6:
                return _unit.ArrayOf(ElementShape());
            case 7 when _unit.Interfaces.Count > 0:
                return _dice.From(_unit.Interfaces);
            case 8:
                return _unit.NullableOf(_dice.Pick(Shape.Integers));
            case 9 when _unit.Delegates.Count > 0:
                return _dice.From(_unit.Delegates);
            case 10:
                return _unit.SpanOf(_dice.Pick(Shape.Integers));
            default:
                return _dice.Pick(Shape.Int32, Shape.Int64);
        }
    }

    private Shape ElementShape() => _unit.Structs.Count > 0 && _dice.Chance(20) ? _dice.From(_unit.Structs) : _dice.Chance(10) ? Shape.Double : _dice.Pick(Shape.Integers);

    private Node Declaration()
    {
        if (_dice.Chance(8) && !_isCaptured && RefLocal() is { } reference)
            return reference;
        Shape shape = AnyShape();
        Node value = Expression(shape, ExpressionDepth);
        string name = NewName();
        _scope.Add(new Variable(name, shape) { IsCapturable = !shape.IsStackOnly });
        return Node.Statement($"{shape.Name} {name} = ", value, ";");
    }

    private Node? RefLocal()
    {
        Shape shape = _dice.Chance(30) && _unit.Structs.Count > 0 ? _dice.From(_unit.Structs) : _dice.Pick(Shape.Integers);
        if (Place(shape, assignable: true) is not { } place)
            return null;
        string name = NewName();
        _scope.Add(new Variable(name, shape) { IsCapturable = false });
        return Node.Statement($"ref {shape.Name} {name} = ref ", place, ";");
    }

    private Node Assignment()
    {
        var targets = new List<Variable>();
        foreach (Variable variable in Visible())
            targets.Add(variable);
        if (targets.Count == 0)
            return Declaration();
        Shape shape = _dice.From(targets).Shape;
        if (shape.Kind == ShapeKind.Struct && _dice.Chance(50) || shape.Kind is ShapeKind.Class && shape.Fields.Count > 0 && _dice.Chance(70))
            shape = _dice.From(shape.Fields).Shape;
        else if (shape.Kind is ShapeKind.Array or ShapeKind.Span && _dice.Chance(85))
            shape = shape.Element!;
        if (shape.IsStackOnly || Place(shape, assignable: true) is not { } target)
            return Mix();
        if (shape.Kind == ShapeKind.Integer && _dice.Chance(45))
            return Compound(shape, target);
        Node value = Expression(shape, ExpressionDepth);
        return shape == Shape.String
            ? Node.Statement(target, " = H.Cut(", value, ");")
            : Node.Statement(target, " = ", value, ";");
    }

    private Node Compound(Shape shape, Node target)
    {
        switch (_dice.Weighted(60, 15, 10, 15))
        {
            case 0:
                return Node.Statement(target, _dice.Pick(" += ", " -= ", " *= ", " ^= ", " |= ", " &= "), Operand(shape, ExpressionDepth - 1), ";");
            case 1:
                return Node.Statement(target, _dice.Pick(" <<= ", " >>= ", " >>>= "), ShiftCount(ExpressionDepth - 1), ";");
            case 2:
                return Node.Statement(target, _dice.Pick(" /= ", " %= "), $"({shape.Name})(", Operand(shape, ExpressionDepth - 1), " | 1);");
            default:
                return Node.Statement(target, _dice.Pick("++", "--"), ";");
        }
    }

    /// <summary>Adds a value to the checksum.</summary>
    private Node Mix()
    {
        if (AnyOf(ShapeKind.Struct, ShapeKind.Class) is { } instance && _dice.Chance(30) && !(instance.Shape.Kind == ShapeKind.Class && _dice.Chance(50)))
            return Node.Statement($"{instance.Name}.Hash();");
        Shape shape = _dice.Pick(Shape.Integers);
        return Node.Statement("H.Add(", Expression(_dice.Chance(10) ? Shape.Double : _dice.Chance(10) ? Shape.String : shape, ExpressionDepth), ");");
    }

    private Node CallStatement()
    {
        for (int i = 0; i < 4; i++)
        {
            Shape shape = _dice.Chance(30) ? Shape.Void : AnyShape();
            if (CallOf(shape, ExpressionDepth) is { } call)
                return Node.Statement(call, ";");
        }

        return Assignment();
    }

    private Node If(int depth)
    {
        Node condition = Condition(ExpressionDepth);
        Node then = Inner(depth);
        return _dice.Chance(50)
            ? Node.Statement("if (", condition, ") ", then)
            : Node.Statement("if (", condition, ") ", then, " else ", Inner(depth));
    }

    private Node SwitchStatement(int depth)
    {
        var parts = new List<object>();
        bool onText = _dice.Chance(20);
        if (onText)
            parts.AddRange(["switch (", Expression(Shape.String, ExpressionDepth), ") { "]);
        else
            parts.AddRange(["switch (", Operand(_dice.Pick(Shape.Int32, Shape.UInt8, Shape.Int64, Shape.UInt64), ExpressionDepth), _dice.Chance(70) ? " & 7" : "", ") { "]);
        int cases = _dice.Between(1, 6);
        for (int i = 0; i < cases && i < s_texts.Length; i++)
        {
            string label = onText ? s_texts[i] : _dice.Chance(90) ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : (i * 37).ToString(System.Globalization.CultureInfo.InvariantCulture);
            parts.AddRange([$"case {label}: ", SwitchArm(depth), " break; "]);
        }

        if (_dice.Chance(70))
            parts.AddRange(["default: ", SwitchArm(depth), " break; "]);
        parts.Add("}");
        return Node.Statement(parts.ToArray());
    }

    /// <summary>In a switch, break would leave the switch: it is not offered.</summary>
    private Node SwitchArm(int depth)
    {
        int loops = _loops;
        _loops = 0;
        Node arm = Statements(_dice.Between(1, 2), depth - 1);
        _loops = loops;
        return arm;
    }

    private Node Jump()
    {
        if (_loops > 0 && _dice.Chance(70))
            return Node.Statement("if (", Condition(2), _dice.Chance(50) ? ") break;" : ") continue;");
        if (_mayReturn && _dice.Chance(40))
            return Node.Statement("if (", Condition(2), _result == Shape.Void ? ") return" : ") return ", _result == Shape.Void ? "" : Expression(_result, 2), ";");
        return Throw();
    }

    private Node Throw() => _isIterator && _dice.Chance(50) && _yields is not null ? Node.Statement("if (", Condition(2), ") yield break;") :
        Node.Statement("if (", Condition(2), ") throw ", _dice.Pick("new InvalidOperationException()", "new ArgumentException()", "new H.Own(7)", "new H.Other(9)", "new FormatException()"), ";");
}
