using System;
using System.Collections.Generic;
using System.Globalization;
using IL2CPU.Link.Tables;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Names and values of enum members: <see cref="Abi.EnumTable"/>.</summary>
internal static class EnumTables
{
    public static DataObject Make(EnumTableSymbol symbol, NameTable names)
    {
        var members = new List<(ulong Value, string Name, int Order)>();
        foreach (FieldDesc field in symbol.Type.Fields)
        {
            if (field.IsStatic && field.IsLiteral && field.ConstantValue is { } value)
                members.Add((ToBits(value), field.Name, members.Count));
        }

        members.Sort(static (a, b) => a.Value != b.Value ? a.Value.CompareTo(b.Value) : a.Order.CompareTo(b.Order));
        var writer = new ObjectWriter();
        writer.UInt32((uint)members.Count);
        writer.UInt32(symbol.Type.HasAttribute("System.FlagsAttribute") ? 1u : 0u);
        foreach ((ulong value, _, _) in members)
            writer.UInt64(value);
        foreach ((_, string name, _) in members)
            writer.UInt32(names.Add(name));
        return writer.Finish(symbol, SectionKind.ReadOnly, "enum tables");
    }

    private static ulong ToBits(object value) => value switch
    {
        char c => c,
        bool b => b ? 1u : 0u,
        ulong u => u,
        byte or ushort or uint => Convert.ToUInt64(value, CultureInfo.InvariantCulture),
        _ => unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };
}
