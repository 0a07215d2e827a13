using System.Collections.Generic;
using System.Linq;

namespace Random;

/// <summary>A generated method.</summary>
public sealed class Callable(string name, Shape result, IReadOnlyList<Parameter> parameters)
{
    public string Name { get; } = name;

    public Shape Result { get; } = result;

    public IReadOnlyList<Parameter> Parameters { get; } = parameters;

    /// <summary>An upper bound of the statements a call executes.</summary>
    public long Cost { get; set; } = 1;

    /// <summary>The first parameter says how deep it may go: a small number is passed.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>Changes no field of the struct it belongs to.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The parameters, as declared.</summary>
    public string Signature => string.Join(", ", Parameters.Select(static p => $"{p.Prefix}{p.Shape.Name} {p.Name}"));
}
