using System.Collections.Generic;

namespace Random;

/// <summary>Loops over arrays as optimisers like them, with every bound, step and index that is nearly right.</summary>
public sealed partial class BodyMaker
{
    private const int MostTurns = 16;

    private Node Kernel(int depth)
    {
        var arrays = new List<Variable>();
        foreach (Variable variable in Visible())
        {
            if (variable.Shape.Kind is ShapeKind.Array or ShapeKind.Span && variable.Shape.Element!.IsNumber)
                arrays.Add(variable);
        }

        if (arrays.Count == 0 || !Affords(MostTurns * 8))
            return Declaration();
        string sum = NewName();
        Shape type = _dice.Pick(Shape.Int64, Shape.Int32, Shape.UInt32, Shape.Double);
        Node loop = KernelLoop(depth, arrays, sum, type, []);
        return Node.Statement($"{{ {type.Name} {sum} = ", Expression(type, 1), "; ", Node.Block(loop), $" H.Add({sum}); }}");
    }

    private Node KernelLoop(int depth, List<Variable> arrays, string sum, Shape type, List<string> counters)
    {
        string i = NewName();
        Variable array = _dice.From(arrays);
        string header = Header(i, array);
        List<string> inner = [.. counters, i];
        int count = _scope.Count;
        _scope.Add(new Variable(i, Shape.Int32) { IsAssignable = false });
        _loops++;
        Node body = Node.Block();
        Repeated(MostTurns, () =>
        {
            for (int n = _dice.Between(1, 3); n > 0; n--)
            {
                Spend(1);
                body.Add(KernelStatement(arrays, sum, type, inner));
            }

            if (counters.Count < 2 && _dice.Chance(30) && Affords(MostTurns * 4))
                body.Add(KernelLoop(depth - 1, arrays, sum, type, inner));
            else if (_dice.Chance(20) && depth > 0)
                Add(body, 0);
            return body;
        });
        _loops--;
        _scope.RemoveRange(count, _scope.Count - count);
        return Node.Statement(header, body);
    }

    private string Header(string i, Variable array)
    {
        string limit = _dice.Weighted(45, 15, 15, 10, 15) switch
        {
            0 => array.Name + ".Length",
            1 => $"{array.Name}.Length - {_dice.Between(1, 2)}",
            2 => _dice.Between(2, 9).ToString(System.Globalization.CultureInfo.InvariantCulture),
            3 => $"{array.Name}.Length + 1",
            _ => $"({(Place(Shape.Int32) is { Parts: [string place] } ? place : "7")} & 7)",
        };
        int start = _dice.Pick(0, 0, 0, 1, 2);
        return _dice.Weighted(50, 10, 10, 15, 5, 5, 5) switch
        {
            0 => $"for (int {i} = {start}; {i} < {limit}; {i}++) ",
            1 => $"for (int {i} = {start}; {i} <= {limit} && {i} < {MostTurns}; {i}++) ",
            2 => $"for (int {i} = {start}; {i} < {limit}; {i} += {_dice.Between(2, 3)}) ",
            3 => $"for (int {i} = {limit} - 1; {i} >= 0; {i}--) ",
            4 => $"for (int {i} = int.MaxValue - {_dice.Below(5)}; {i} > 0; {i}++) ",
            5 => $"for (int {i} = {limit}; {i}-- > 0;) ",
            _ => $"for (int {i} = -{_dice.Below(4)}; {i} < {limit}; {i}++) ",
        };
    }

    private Node KernelStatement(List<Variable> arrays, string sum, Shape type, List<string> counters)
    {
        Node Element()
        {
            Variable array = _dice.From(arrays);
            return Node.Expression(array.Shape.Element!, array.Name, "[", KernelIndex(array, counters), "]");
        }

        Node target = Element();
        string element = target.Shape!.Name;
        return _dice.Weighted(35, 20, 15, 10, 10, 10) switch
        {
            0 => Node.Statement($"{sum} {_dice.Pick("+=", "-=", "+=")} ({type.Name})", Element(), ";"),
            1 => Node.Statement(target, $" = ({element})(({element})", Element(), _dice.Pick(" + ", " * ", " - "), $"({element})", Element(), ");"),
            2 => Node.Statement(target, $" += ({element})", Operand(target.Shape, 1), ";"),
            3 => Node.Statement($"if ((double)", Element(), _dice.Pick(" < ", " > ", " == "), "(double)", Element(), $") {sum}++; else ", target, $" = ({element}){sum};"),
            4 => Node.Statement($"{sum} = ({type.Name})({sum} * ({type.Name})31 + ({type.Name})", Element(), ");"),
            _ => Node.Statement("if (", Condition(1), _dice.Pick(") break;", ") continue;")),
        };
    }

    private Node KernelIndex(Variable array, List<string> counters)
    {
        string i = _dice.From(counters);
        string other = _dice.From(counters);
        return Node.Expression(Shape.Int32, _dice.Weighted(48, 8, 8, 8, 6, 6, 4, 4, 4, 4) switch
        {
            0 => i,
            1 => $"{i} + {_dice.Between(1, 2)}",
            2 => $"{i} - {_dice.Between(1, 2)}",
            3 => $"{array.Name}.Length - 1 - {i}",
            4 => $"{i} & 3",
            5 => $"({i} + {other}) % {array.Name}.Length",
            6 => $"({i} * 2) & 3",
            7 => $"{i} >> 1",
            8 => $"(int)((uint){i} % (uint){array.Name}.Length)",
            _ => $"{i} ^ {other}",
        });
    }
}
