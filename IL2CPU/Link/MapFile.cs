using System.Collections.Generic;
using System.Globalization;
using System.Text;
using IL2CPU.IR;

namespace IL2CPU.Link;

/// <summary>Renders the map: every symbol by address, and sizes by category.</summary>
internal sealed class MapFile
{
    private readonly string _name;
    private readonly ImageLayout _layout;
    private readonly IReadOnlyList<PlacedFunction> _functions;
    private readonly IReadOnlyList<DataObject> _objects;

    public MapFile(string name, ImageLayout layout, IReadOnlyList<PlacedFunction> functions, IReadOnlyList<DataObject> objects)
    {
        _name = name;
        _layout = layout;
        _functions = functions;
        _objects = objects;
    }

    /// <summary>Bytes by category; functions first, then data in order of first appearance.</summary>
    public IReadOnlyList<(string Category, long Bytes)> Sizes()
    {
        var order = new List<string>();
        var sums = new Dictionary<string, long>();
        foreach (PlacedFunction function in _functions)
            Count(order, sums, CategoryOf(function.Code.Symbol, function.Code.Body is null), function.Size);
        foreach (DataObject item in _objects)
            Count(order, sums, item.Category, item.Size);
        var result = new List<(string, long)>();
        foreach (string category in order)
            result.Add((category, sums[category]));
        return result;
    }

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {_name}: address size section symbol\n");
        foreach (PlacedFunction function in _functions)
            Line(text, _layout.TextStart + function.Offset, function.Size, ".text", function.Code.Symbol.Name);
        foreach (SectionKind section in new[] { SectionKind.ReadOnly, SectionKind.Data, SectionKind.Bss })
        {
            foreach (DataObject item in _objects)
            {
                if (item.Section == section)
                    Line(text, item.Address, item.Size, SectionName(section), item.Symbol.Name);
            }
        }

        text.Append("\n# bytes by category\n");
        foreach ((string category, long bytes) in Sizes())
            text.Append(CultureInfo.InvariantCulture, $"# {bytes,12} {category}\n");
        return text.ToString();
    }

    private static void Line(StringBuilder text, ulong address, long size, string section, string name) =>
        text.Append(CultureInfo.InvariantCulture, $"{address:x16} {size,8} {section,-8} {name}\n");

    private static string SectionName(SectionKind section) => section switch
    {
        SectionKind.ReadOnly => ".rodata",
        SectionKind.Data => ".data",
        _ => ".bss",
    };

    private static string CategoryOf(Symbol symbol, bool isRoutine) => symbol switch
    {
        _ when isRoutine => "code: routines",
        StubSymbol => "code: stubs",
        _ => "code: methods",
    };

    private static void Count(List<string> order, Dictionary<string, long> sums, string category, long bytes)
    {
        if (!sums.TryGetValue(category, out long sum))
            order.Add(category);
        sums[category] = sum + bytes;
    }
}
