using System.Collections.Generic;
using System.Globalization;

namespace Random;

/// <summary>Calls of every kind.</summary>
public sealed partial class BodyMaker
{
    public const int RecursionDepth = 9;

    /// <summary>A call whose result has the type; null if none can be made here.</summary>
    private Node? CallOf(Shape shape, int depth)
    {
        var found = new List<(string Receiver, Callable Method)>();
        foreach (Callable method in Static())
        {
            if (method.Result == shape)
                found.Add(("P.", method));
        }

        if (!_isLeaf)
        {
            foreach (Variable variable in Visible())
                Instance(variable, shape, found);
        }

        found.RemoveAll(call => !Affords(call.Method.Cost));
        if (found.Count == 0)
            return null;
        (string receiver, Callable chosen) = _dice.From(found);
        return Call(receiver, chosen, depth);
    }

    private IEnumerable<Callable> Static()
    {
        foreach (Callable method in _unit.Leaves)
            yield return method;
        if (_isLeaf)
            yield break;
        foreach (Callable method in _unit.Methods)
            yield return method;
    }

    private static void Instance(Variable variable, Shape wanted, List<(string, Callable)> found)
    {
        foreach (Callable method in variable.Shape.Methods)
        {
            if (method.Result != wanted)
                continue;
            bool isDelegate = variable.Shape.Kind == ShapeKind.Delegate;
            found.Add(isDelegate ? (variable.Name, new Callable("", method.Result, method.Parameters) { Cost = LeafBudget }) : (variable.Name + ".", method));
        }
    }

    private Node? Call(string receiver, Callable method, int depth)
    {
        Spend(method.Cost);
        var parts = new List<object> { receiver + method.Name + "(" };
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            if (Argument(method, i, depth) is not { } argument)
                return null;
            parts.Add((i == 0 ? "" : ", ") + (method.Parameters[i].Mode == ParameterMode.In ? "" : method.Parameters[i].Prefix));
            parts.Add(argument);
        }

        parts.Add(")");
        return Node.Expression(method.Result, parts.ToArray());
    }

    private Node? Argument(Callable method, int index, int depth)
    {
        Parameter parameter = method.Parameters[index];
        if (method.IsRecursive && index == 0)
            return Node.Expression(Shape.Int32, _dice.Between(1, RecursionDepth).ToString(CultureInfo.InvariantCulture));
        return parameter.Mode is ParameterMode.Ref or ParameterMode.Out
            ? Place(parameter.Shape, assignable: true)
            : Expression(parameter.Shape, depth - 1);
    }
}
