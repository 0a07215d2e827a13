using System.Collections.Generic;

namespace Random;

/// <summary>Variables and parts of variables.</summary>
public sealed partial class BodyMaker
{
    /// <summary>Something that has this type, and can be assigned if <paramref name="assignable"/>; null if nothing has.</summary>
    private Node? Place(Shape shape, bool assignable = false)
    {
        var found = new List<Candidate>();
        foreach (Variable variable in Visible())
        {
            bool fits = variable.IsAssignable || !assignable;
            if (variable.Shape == shape && fits)
                found.Add(new Candidate(variable, variable.Name, null));
            Parts(variable, shape, assignable, found);
        }

        if (found.Count == 0)
            return null;
        Candidate chosen = _dice.From(found);
        return chosen.Indexed is null
            ? Node.Expression(shape, chosen.Path)
            : Node.Expression(shape, chosen.Path, "[", Index(chosen.Path), "]", chosen.Rest);
    }

    /// <summary>A variable, a field of it, an element of it, or a field of an element.</summary>
    private readonly record struct Candidate(Variable Variable, string Path, Shape? Indexed, string Rest = "");

    private static void Parts(Variable variable, Shape wanted, bool assignable, List<Candidate> found)
    {
        Shape shape = variable.Shape;
        switch (shape.Kind)
        {
            case ShapeKind.Array or ShapeKind.Span when shape.Element == wanted:
                found.Add(new Candidate(variable, variable.Name, shape.Element));
                break;
            case ShapeKind.Array or ShapeKind.Span when shape.Element!.Kind == ShapeKind.Struct:
                foreach (Variable field in shape.Element.Fields)
                {
                    if (field.Shape == wanted && (field.IsAssignable || !assignable))
                        found.Add(new Candidate(variable, variable.Name, field.Shape, "." + field.Name));
                }

                break;
            case ShapeKind.Struct when variable.IsAssignable || !assignable:
            case ShapeKind.Class:
                foreach (Variable field in shape.Fields)
                {
                    bool fits = field.IsAssignable || !assignable;
                    string path = variable.Name + "." + field.Name;
                    if (field.Shape == wanted && fits)
                        found.Add(new Candidate(variable, path, null));
                    if (field.Shape.Kind == ShapeKind.Array && field.Shape.Element == wanted)
                        found.Add(new Candidate(variable, path, wanted));
                    // .NET looks whether the object is null only after the value is computed.
                    if (assignable && shape.Kind == ShapeKind.Class)
                        continue;
                    if (field.Shape.Kind != ShapeKind.Struct || (shape.Kind == ShapeKind.Struct && assignable && !field.IsAssignable))
                        continue;
                    foreach (Variable inner in field.Shape.Fields)
                    {
                        if (inner.Shape == wanted && ((inner.IsAssignable && field.IsAssignable) || !assignable))
                            found.Add(new Candidate(variable, path + "." + inner.Name, null));
                    }
                }

                break;
        }
    }

    /// <summary>An index mostly in range: arrays have four elements or more.</summary>
    private Node Index(string path)
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
            2 => Node.Expression(Shape.Int32, "(int)((uint)", Operand(Shape.UInt32, 1), " % (uint)", path, ".Length)"),
            3 => Node.Expression(Shape.Int32, path, ".Length - 1"),
            _ => Expression(Shape.Int32, 1),
        };
    }
}
