using System.Globalization;

namespace Random;

/// <summary>Statements that are rarer: each a feature of the language of its own.</summary>
public sealed partial class BodyMaker
{
    private Node Special(int depth)
    {
        bool hasFrame = !_isCaptured && !_inHandler;
        return _dice.Below(18) switch
        {
            0 or 1 when hasFrame => StackAllocation(),
            2 when !_isLeaf && !_isCaptured => LocalFunction(),
            3 when depth > 0 => Node.Statement("lock (H.Lock) ", Protected(depth)),
            4 when depth > 0 => Node.Statement($"using (new H.Scope({_dice.Below(100)})) ", Protected(depth)),
            5 or 6 when !_isCaptured => Pointer(),
            7 when !_isCaptured => RefField(),
            8 when depth > 0 => Forward(depth),
            9 when depth > 0 && !_isIterator => Again(depth),
            10 => Grid(),
            11 when !_isCaptured => InlineArray(),
            12 or 13 when depth > 0 && !_isLeaf => Iterate(depth),
            >= 14 => Kernel(depth),
            _ => Assignment(),
        };
    }

    // No yield inside, and no way out but the end or an exception.
    private Node Protected(int depth)
    {
        Shape? yields = _yields;
        _yields = null;
        Node body = Finally(depth);
        _yields = yields;
        return body;
    }

    /// <summary>A pointer to a local goes down a chain of calls, and everyone changes what it points to.</summary>
    private Node Pointer()
    {
        string local = NewName();
        string pointer = NewName();
        return Node.Statement($"unsafe {{ long {local} = ", Expression(Shape.Int64, 2), $"; long* {pointer} = &{local}; *{pointer} ^= ", Expression(Shape.Int64, 2),
            $"; H.Add(H.Deep({pointer}, {_dice.Between(1, 30)})); H.Add({local} + *{pointer}); }}");
    }

    private Node RefField()
    {
        if (Place(Shape.Int64, assignable: true) is not { } place)
            return Assignment();
        string name = NewName();
        return Node.Statement($"{{ var {name} = new H.Ref(ref ", place, $", {_dice.Below(9)}); {name}.Value += ", Expression(Shape.Int64, 2), $"; H.Add(H.Deep({name}, {_dice.Between(1, 30)})); H.Add({name}.Value); }}");
    }

    private Node Forward(int depth)
    {
        string label = NewName();
        return Node.Statement("{ if (", Condition(2), $") goto {label}; ", Inner(depth), $" {label}: H.Add(1L); }}");
    }

    private Node Again(int depth)
    {
        string label = NewName();
        int times = _dice.Between(2, 5);
        if (!Affords(times * 6L))
            return Assignment();
        return Node.Statement($"{{ int {label}_fuel = {times}; {label}: ", Repeated(times, () => Inner(depth)), $" if (--{label}_fuel > 0 && ", Condition(2), $") goto {label}; }}");
    }

    private Node Grid()
    {
        Shape element = _dice.Pick(Shape.Integers);
        (string grid, string row, string column) = (NewName(), NewName(), NewName());
        int height = _dice.Between(2, 4);
        int width = _dice.Between(2, 4);
        return Node.Statement(
            $"{{ var {grid} = new {element.Name}[{height}, {width}]; for (int {row} = 0; {row} < {height}; {row}++) for (int {column} = 0; {column} < {width}; {column}++) {grid}[{row}, {column}] ^= ({element.Name})(",
            Operand(element, 2), $" + ({element.Name})({row} * {column})); H.Add({grid}[", Expression(Shape.Int32, 1), " & 1, ", Expression(Shape.Int32, 1), " & 1]); }");
    }

    private Node InlineArray()
    {
        (string name, string copy) = (NewName(), NewName());
        return Node.Statement($"{{ H.Row {name} = default; {name}[", Expression(Shape.Int32, 1), $" & 3] = ", Expression(Shape.Int32, 2), $"; H.Row {copy} = {name}; {copy}[", Expression(Shape.Int32, 1), " & 3] ^= ",
            Expression(Shape.Int32, 2), $"; H.Add(H.Sum({name}) - H.Sum({copy})); H.Change(ref {name}); H.Add({name}[", Expression(Shape.Int32, 1), " & 3]); }");
    }

    /// <summary>Enumerates some of an iterator, then leaves it.</summary>
    private Node Iterate(int depth)
    {
        const int most = 6;
        if (_unit.Iterators.Count == 0)
            return Assignment();
        Callable iterator = _dice.From(_unit.Iterators);
        if (!Affords(iterator.Cost + (most * 6L)) || Call("P.", iterator, 2) is not { } call)
            return Assignment();
        (string item, string count) = (NewName(), NewName());
        Node body = LoopBody(depth, most, new Variable(item, iterator.Result) { IsAssignable = false });
        body.Parts.Insert(0, Node.Statement($"if (++{count} > {_dice.Between(1, most).ToString(CultureInfo.InvariantCulture)}) break;"));
        return Node.Statement($"{{ int {count} = 0; foreach ({iterator.Result.Name} {item} in ", call, ") ", body, " }");
    }
}
