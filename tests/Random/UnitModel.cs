using System.Collections.Generic;

namespace Random;

/// <summary>What the methods of one generated namespace can use.</summary>
public sealed class UnitModel
{
    public List<Shape> Enums { get; } = [];

    public List<Shape> Interfaces { get; } = [];

    public List<Shape> Structs { get; } = [];

    /// <summary>Bases before those derived from them.</summary>
    public List<Shape> Classes { get; } = [];

    public List<Shape> Delegates { get; } = [];

    public List<Variable> Statics { get; } = [];

    /// <summary>Small methods without calls, which everything may call.</summary>
    public List<Callable> Leaves { get; } = [];

    /// <summary>Methods whose result can be enumerated; their result here is the element.</summary>
    public List<Callable> Iterators { get; } = [];

    /// <summary>Static methods finished so far: a method calls only those before it, so every program ends.</summary>
    public List<Callable> Methods { get; } = [];

    private readonly Dictionary<(string Kind, Shape Element), Shape> _made = [];

    public Shape ArrayOf(Shape element) => Made(ShapeKind.Array, element, element.Name + "[]");

    public Shape SpanOf(Shape element) => Made(ShapeKind.Span, element, $"Span<{element.Name}>");

    public Shape NullableOf(Shape element) => Made(ShapeKind.Nullable, element, element.Name + "?");

    private Shape Made(ShapeKind kind, Shape element, string name)
    {
        if (!_made.TryGetValue((name, element), out Shape? shape))
        {
            shape = new Shape(kind, name) { Element = element };
            _made.Add((name, element), shape);
        }

        return shape;
    }
}
