using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>One table of code addresses in which the rows of all types are overlaid: row displacement.</summary>
/// <remarks>
/// Selector s of type t is at row(t) + 8*s. Rows are placed first-fit, fullest first, so that used cells never collide; a
/// cell of another type may be read only for a selector the type does not implement, which verified code never does.
/// </remarks>
internal sealed class DispatchTable
{
    /// <summary>Address of the table's first cell.</summary>
    public static readonly Symbol Symbol = new LinkerSymbol("DispatchTable");

    private const int CellSize = 8;
    private readonly Dictionary<MethodDesc, int> _selectors = [];
    private readonly Dictionary<TypeDesc, int> _rows = [];
    private readonly List<Symbol?> _cells = [];

    public DispatchTable(LinkGraph graph)
    {
        NumberSelectors(graph.Selectors);
        var rows = new List<Row>();
        foreach (TypeDesc type in graph.Constructed)
        {
            var entries = new List<(int Selector, Symbol Code)>();
            foreach (MethodDesc selector in graph.Selectors)
            {
                if (graph.Implementation(type, selector) is { } code)
                    entries.Add((_selectors[selector], code));
            }

            entries.Sort(static (a, b) => a.Selector.CompareTo(b.Selector));
            rows.Add(new Row(type, entries, rows.Count));
        }

        rows.Sort(static (a, b) => a.Entries.Count != b.Entries.Count
            ? b.Entries.Count.CompareTo(a.Entries.Count) : a.Order.CompareTo(b.Order));
        int firstFree = 0;
        foreach (Row row in rows)
            Place(row, ref firstFree);
    }

    /// <summary>Displacement of a selector from a row.</summary>
    public int SelectorOffset(MethodDesc selector) => _selectors[selector] * CellSize;

    /// <summary>Distance of the type's row from <see cref="Symbol"/>; may be negative.</summary>
    public int RowOffset(TypeDesc type) => _rows[type] * CellSize;

    public DataObject Build()
    {
        var writer = new ObjectWriter();
        foreach (Symbol? cell in _cells)
            writer.Address(cell);
        return writer.Finish(Symbol, SectionKind.ReadOnly, "dispatch table");
    }

    /// <summary>Selectors of one interface get neighbouring numbers, which keeps rows dense.</summary>
    private void NumberSelectors(IReadOnlyList<MethodDesc> selectors)
    {
        var groups = new Dictionary<TypeDesc, List<MethodDesc>>();
        var order = new List<List<MethodDesc>>();
        foreach (MethodDesc selector in selectors)
        {
            if (!groups.TryGetValue(selector.OwningType, out List<MethodDesc>? group))
            {
                group = [];
                groups.Add(selector.OwningType, group);
                order.Add(group);
            }

            group.Add(selector);
        }

        foreach (List<MethodDesc> group in order)
        {
            foreach (MethodDesc selector in group)
                _selectors.Add(selector, _selectors.Count);
        }
    }

    private void Place(Row row, ref int firstFree)
    {
        if (row.Entries.Count == 0)
        {
            _rows.Add(row.Type, 0);
            return;
        }

        while (firstFree < _cells.Count && _cells[firstFree] is not null)
            firstFree++;
        int displacement = firstFree - row.Entries[0].Selector;
        while (!Fits(row, displacement))
            displacement++;
        foreach ((int selector, Symbol code) in row.Entries)
        {
            int cell = displacement + selector;
            while (_cells.Count <= cell)
                _cells.Add(null);
            _cells[cell] = code;
        }

        _rows.Add(row.Type, displacement);
    }

    private bool Fits(Row row, int displacement)
    {
        foreach ((int selector, _) in row.Entries)
        {
            int cell = displacement + selector;
            if (cell < _cells.Count && _cells[cell] is not null)
                return false;
        }

        return true;
    }

    private sealed record Row(TypeDesc Type, List<(int Selector, Symbol Code)> Entries, int Order);
}
