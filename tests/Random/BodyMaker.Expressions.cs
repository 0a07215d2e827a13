using System;
using System.Collections.Generic;
using System.Globalization;

namespace Random;

/// <summary>Expressions of every type.</summary>
public sealed partial class BodyMaker
{
    private static readonly string[] s_texts = ["\"\"", "\"a\"", "\"bc\"", "\"Zebra\"", "\"\\u00e9t\\u00e9\"", "\"0123456789\"", "null"];

    private Node Expression(Shape shape, int depth)
    {
        if (depth <= 0)
            return Leaf(shape);
        if (_dice.Chance(30) && Place(shape) is { } place)
            return place;
        if (_dice.Chance(22) && Common(shape, depth) is { } common)
            return common;
        return shape.Kind switch
        {
            ShapeKind.Boolean => Condition(depth),
            ShapeKind.Integer or ShapeKind.Float => _dice.Chance(10) ? Leaf(shape) : Number(shape, depth),
            ShapeKind.String => Text(depth),
            ShapeKind.Enum => Node.Expression(shape, $"({shape.Name})", Operand(shape.Element!, depth - 1)),
            ShapeKind.Struct => New(shape, depth),
            ShapeKind.Class => Instance(shape, depth),
            ShapeKind.Interface => Implementation(shape, depth),
            ShapeKind.Array => Array(shape, depth),
            ShapeKind.Span => Span(shape, depth),
            ShapeKind.Nullable => Nullable(shape, depth),
            ShapeKind.Delegate => Delegate(shape, depth),
            _ => Leaf(shape),
        };
    }

    private Node Leaf(Shape shape)
    {
        if ((!shape.IsNumber || _dice.Chance(75)) && Place(shape) is { } place)
            return place;
        switch (shape.Kind)
        {
            case ShapeKind.Boolean or ShapeKind.Integer or ShapeKind.Float:
                return Literal(shape);
            case ShapeKind.String:
                return Node.Expression(shape, _dice.Pick(s_texts) is var text && text == "null" ? "((string)null)" : text);
            case ShapeKind.Enum:
                return Node.Expression(shape, $"(({shape.Name}){_dice.Below(5)})");
            case ShapeKind.Class when !_dice.Chance(8):
                return Instance(shape, 0);
            case ShapeKind.Interface when !_dice.Chance(8):
                return Implementation(shape, 0);
            case ShapeKind.Array when !_dice.Chance(4):
                return Node.Expression(shape, $"new {shape.Element!.Name}[{_dice.Between(4, 9)}]");
            case ShapeKind.Span:
                return Span(shape, 0);
            case ShapeKind.Delegate when !_dice.Chance(4):
                return Delegate(shape, 0);
            default:
                return Node.Expression(shape, $"default({shape.Name})");
        }
    }

    /// <summary>What works for any type: calls, conditions, generic methods, assignments; null if this time none does.</summary>
    private Node? Common(Shape shape, int depth)
    {
        switch (_dice.Weighted(50, 15, 10, 8, 8, 9, 6))
        {
            case 0:
                return CallOf(shape, depth);
            case 1 when !shape.IsStackOnly:
                return Node.Expression(shape, "(", Operand(Shape.Boolean, depth - 1), " ? ", Expression(shape, depth - 1), " : ", Expression(shape, depth - 1), ")");
            case 2 when !shape.IsStackOnly && Affords(3):
                Spend(2);
                return Node.Expression(shape, $"G.Pick<{shape.Name}>(", Condition(depth - 1), ", ", Expression(shape, depth - 1), ", ", Expression(shape, depth - 1), ")");
            case 3 when !shape.IsStackOnly:
                return Switch(shape, depth);
            case 4 when !shape.IsStackOnly && Place(shape, assignable: true) is { } target && shape != Shape.String:
                return Node.Expression(shape, "(", target, " = ", Expression(shape, depth - 1), ")");
            case 5 when !shape.IsStackOnly && Affords(6):
                Spend(5);
                return Node.Expression(shape, $"new Box<{shape.Name}>(", Expression(shape, depth - 1), ").Swap(", Expression(shape, depth - 1), ")");
            case 6 when shape.Kind is ShapeKind.Struct or ShapeKind.Integer or ShapeKind.Enum:
                return Boxed(shape, depth);
            default:
                return null;
        }
    }

    /// <summary>Through an object and back, mostly of the same type.</summary>
    private Node Boxed(Shape shape, int depth)
    {
        Shape put = shape.Kind == ShapeKind.Integer && _dice.Chance(5) ? _dice.Pick(Shape.Integers) : shape;
        if (_dice.Chance(50))
            return Node.Expression(shape, $"(({shape.Name})(object)", Operand(put, depth - 1), ")");
        string name = NewName();
        return Node.Expression(shape, "(H.Boxed(", Operand(put, depth - 1), $") is {shape.Name} {name} ? {name} : ", Expression(shape, depth - 1), ")");
    }

    private Node Switch(Shape shape, int depth)
    {
        var parts = new List<object> { "((", Operand(_dice.Pick(Shape.Int32, Shape.UInt8, Shape.Int64), depth - 1), " & 7) switch { " };
        int arms = _dice.Between(1, 5);
        for (int i = 0; i < arms; i++)
        {
            parts.Add(i.ToString(CultureInfo.InvariantCulture) + " => ");
            parts.Add(Expression(shape, depth - 2));
            parts.Add(", ");
        }

        parts.Add("_ => ");
        parts.Add(Expression(shape, depth - 2));
        parts.Add(" })");
        return Node.Expression(shape, parts.ToArray());
    }

    /// <summary>An integer that also changes something: the order of evaluation shows.</summary>
    private Node SideEffect(Shape shape, int depth)
    {
        if (Place(shape, assignable: true) is not { } target)
            return Promoted(shape, depth, false);
        return _dice.Below(4) switch
        {
            0 => Node.Expression(shape, "(", target, "++)"),
            1 => Node.Expression(shape, "(--", target, ")"),
            2 => Node.Expression(shape, "(", target, _dice.Pick(" += ", " -= ", " ^= ", " *= "), Promoted(shape, depth - 1, true), ")"),
            _ => Node.Expression(shape, "(", target, _dice.Pick(" <<= ", " >>= "), Operand(Shape.Int32, depth - 1), ")"),
        };
    }

    private Node Text(int depth)
    {
        switch (_dice.Below(5))
        {
            case 0:
                return Node.Expression(Shape.String, "H.Cut(", Expression(Shape.String, depth - 1), " + ", Expression(Shape.String, depth - 1), ")");
            case 1:
                Shape shape = _dice.Pick(Shape.Int32, Shape.Int64, Shape.UInt8, Shape.Char, Shape.Boolean, Shape.UInt64);
                return Node.Expression(Shape.String, "(", Operand(shape, depth - 1), ").ToString()");
            case 2:
                return Node.Expression(Shape.String, "(", Expression(Shape.String, depth - 1), " ?? ", Expression(Shape.String, depth - 1), ")");
            case 3:
                return Node.Expression(Shape.String, "H.Part(", Expression(Shape.String, depth - 1), ", ", Expression(Shape.Int32, depth - 1), ")");
            default:
                return Leaf(Shape.String);
        }
    }

    private Node New(Shape shape, int depth)
    {
        if (_dice.Chance(6))
            return Node.Expression(shape, $"default({shape.Name})");
        if (depth > 0 && !shape.IsReadOnly && _dice.Chance(12) && Place(shape) is { } place)
        {
            Variable field = _dice.From(shape.Fields);
            return Node.Expression(shape, "(", place, $" with {{ {field.Name} = ", Expression(field.Shape, depth - 1), " })");
        }

        var parts = new List<object> { $"new {shape.Name}(" };
        for (int i = 0; i < shape.Fields.Count; i++)
        {
            parts.Add(i == 0 ? "" : ", ");
            parts.Add(Expression(shape.Fields[i].Shape, depth - 1));
        }

        parts.Add(")");
        return Node.Expression(shape, parts.ToArray());
    }

    private List<Shape> Derived(Shape shape)
    {
        var found = new List<Shape>();
        foreach (Shape type in _unit.Classes)
        {
            if (!type.IsAbstract && type.Is(shape))
                found.Add(type);
        }

        return found;
    }

    private Node Instance(Shape shape, int depth)
    {
        if (depth > 0 && _dice.Chance(15) && _unit.Classes.Count > 0)
            return Node.Expression(shape, $"(({shape.Name})(object)", Expression(_dice.From(RelatedTo(shape)), depth - 1), ")");
        List<Shape> types = Derived(shape);
        return types.Count == 0
            ? Node.Expression(shape, $"default({shape.Name})")
            : Node.Expression(shape, $"new {_dice.From(types).Name}(", Expression(Shape.Int32, depth - 1), ")");
    }

    private List<Shape> RelatedTo(Shape shape)
    {
        var found = new List<Shape>();
        foreach (Shape type in _unit.Classes)
        {
            if (type.Is(shape) || shape.Is(type))
                found.Add(type);
        }

        return found;
    }

    private Node Implementation(Shape shape, int depth)
    {
        var types = new List<Shape>();
        foreach (Shape type in _unit.Classes)
        {
            if (!type.IsAbstract && type.Is(shape))
                types.Add(type);
        }

        foreach (Shape type in _unit.Structs)
        {
            if (type.Interfaces.Contains(shape))
                types.Add(type);
        }

        if (types.Count == 0)
            return Node.Expression(shape, $"default({shape.Name})");
        Shape made = _dice.From(types);
        return Node.Expression(shape, $"(({shape.Name})", made.Kind == ShapeKind.Struct ? New(made, depth) : Instance(made, 0), ")");
    }

    private Node Array(Shape shape, int depth)
    {
        Shape element = shape.Element!;
        if (_dice.Chance(40))
            return Node.Expression(shape, $"new {element.Name}[{_dice.Between(4, 12)}]");
        var parts = new List<object> { $"new {element.Name}[] {{ " };
        int count = _dice.Between(4, 7);
        for (int i = 0; i < count; i++)
        {
            parts.Add(Expression(element, depth - 2));
            parts.Add(", ");
        }

        parts.Add("}");
        return Node.Expression(shape, parts.ToArray());
    }

    private Node Span(Shape shape, int depth)
    {
        Shape array = _unit.ArrayOf(shape.Element!);
        return depth <= 0 || _dice.Chance(60)
            ? Node.Expression(shape, $"new Span<{shape.Element!.Name}>(", Leaf(array), ")")
            : Node.Expression(shape, $"new Span<{shape.Element!.Name}>(", Expression(array, depth - 1), $", {_dice.Below(2)}, {_dice.Between(3, 4)})");
    }

    private Node Nullable(Shape shape, int depth) =>
        shape.Element!.Bits >= 32 && shape.Element.Kind == ShapeKind.Integer && _dice.Chance(30)
            ? Node.Expression(shape, "(", Expression(shape, depth - 1), _dice.Pick(" + ", " ^ ", " * "), Expression(shape, depth - 1), ")")
        : _dice.Chance(20) ? Node.Expression(shape, $"default({shape.Name})") : Node.Expression(shape, $"(({shape.Name})", Expression(shape.Element!, depth - 1), ")");

    /// <summary>A lambda, or a method of that signature.</summary>
    private Node Delegate(Shape shape, int depth)
    {
        Callable signature = shape.Methods[0];
        if (depth > 1 && _dice.Chance(10))
            return Node.Expression(shape, $"({shape.Name})(", Delegate(shape, depth - 2), " + ", Delegate(shape, 0), ")");
        if (depth <= 0 || _isLeaf || _dice.Chance(30))
        {
            foreach (Callable leaf in _unit.Leaves)
            {
                if (leaf.Signature == signature.Signature && leaf.Result == signature.Result)
                    return Node.Expression(shape, $"new {shape.Name}(P.{leaf.Name})");
            }
        }

        return Lambda(shape, signature);
    }

    private Node Lambda(Shape shape, Callable signature)
    {
        var parameters = new List<string>();
        var maker = new BodyMaker(_unit, _dice, new Callable("", signature.Result, []), isLeaf: true, NewName() + "_") { _isCaptured = true };
        foreach (Variable variable in _scope)
        {
            if (variable.IsCapturable)
                maker._scope.Add(variable);
        }

        foreach (Parameter parameter in signature.Parameters)
        {
            string name = maker.NewName();
            parameters.Add($"{parameter.Prefix}{parameter.Shape.Name} {name}");
            maker._scope.Add((parameter with { Name = name }).AsVariable() with { IsCapturable = true });
        }

        Node body = maker.Body(_dice.Between(0, 1));
        return Node.Expression(shape, $"new {shape.Name}(({string.Join(", ", parameters)}) => ", body, ")");
    }

    private Variable? AnyOf(params ReadOnlySpan<ShapeKind> kinds)
    {
        var found = new List<Variable>();
        foreach (Variable variable in Visible())
        {
            if (kinds.IndexOf(variable.Shape.Kind) >= 0)
                found.Add(variable);
        }

        return found.Count == 0 ? null : _dice.From(found);
    }

    private Variable? AnyReference() => AnyOf(ShapeKind.String, ShapeKind.Class, ShapeKind.Interface, ShapeKind.Array, ShapeKind.Delegate);
}
