using System.Collections.Generic;

namespace Random;

/// <summary>Variables and parts of variables.</summary>
public sealed partial class BodyMaker
{
    /// <summary>Something that has this type, and can be assigned if <paramref name="assignable"/>; null if nothing has.</summary>
    private Node? Place(Shape shape, bool assignable = false)
    {
        var found = new List<(Variable Variable, string Path, Shape? Indexed)>();
        foreach (Variable variable in Visible())
        {
            bool fits = variable.IsAssignable || !assignable;
            if (variable.Shape == shape && fits)
                found.Add((variable, variable.Name, null));
            Parts(variable, shape, assignable, found);
        }

        if (found.Count == 0)
            return null;
        (Variable root, string path, Shape? indexed) = _dice.From(found);
        return indexed is null ? Node.Expression(shape, path) : Node.Expression(shape, path, "[", Index(root, path), "]");
    }

    private static void Parts(Variable variable, Shape wanted, bool assignable, List<(Variable, string, Shape?)> found)
    {
        Shape shape = variable.Shape;
        switch (shape.Kind)
        {
            case ShapeKind.Array or ShapeKind.Span when shape.Element == wanted:
                found.Add((variable, variable.Name, shape.Element));
                break;
            case ShapeKind.Struct when variable.IsAssignable || !assignable:
            case ShapeKind.Class:
                foreach (Variable field in shape.Fields)
                {
                    bool fits = field.IsAssignable || !assignable;
                    string path = variable.Name + "." + field.Name;
                    if (field.Shape == wanted && fits)
                        found.Add((variable, path, null));
                    if (field.Shape.Kind == ShapeKind.Array && field.Shape.Element == wanted)
                        found.Add((variable, path, wanted));
                    if (field.Shape.Kind != ShapeKind.Struct || (shape.Kind == ShapeKind.Struct && assignable && !field.IsAssignable))
                        continue;
                    foreach (Variable inner in field.Shape.Fields)
                    {
                        if (inner.Shape == wanted && ((inner.IsAssignable && field.IsAssignable) || !assignable))
                            found.Add((variable, path + "." + inner.Name, null));
                    }
                }

                break;
        }
    }

    /// <summary>An index mostly in range: arrays have four elements or more.</summary>
    private Node Index(Variable root, string path)
    {
        foreach (Variable variable in Visible())
        {
            if (variable.IndexOf == path && _dice.Chance(70))
                return Node.Expression(Shape.Int32, variable.Name);
        }

        return _dice.Weighted(50, 25, 15, 6, 4) switch
        {
            0 => Node.Expression(Shape.Int32, "(", Expression(Shape.Int32, 1), " & 3)"),
            1 => Node.Literal(Shape.Int32, _dice.Below(4).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            2 => Node.Expression(Shape.Int32, "(int)((uint)", Operand(Shape.UInt32, 1), " % (uint)", root.Shape.Kind == ShapeKind.Span ? path + ".Length" : path + ".Length", ")"),
            3 => Node.Expression(Shape.Int32, path, ".Length - 1"),
            _ => Expression(Shape.Int32, 1),
        };
    }
}
