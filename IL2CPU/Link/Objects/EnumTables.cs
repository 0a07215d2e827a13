using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IL2CPU.Link.Tables;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Names and values of enum members: <see cref="Abi.EnumTable"/>.</summary>
internal static class EnumTables
{
    public static DataObject Make(EnumTableSymbol symbol, NameTable names)
    {
        var bits = new List<ulong>();
        var texts = new List<string>();
        foreach (FieldDesc field in symbol.Type.Fields)
        {
            if (!field.IsStatic || !field.IsLiteral || field.ConstantValue is not { } value)
                continue;
            bits.Add(ToBits(value));
            texts.Add(field.Name);
        }

        ulong[] values = [.. bits];
        string[] members = [.. texts];
        // As the base library does it: its sort decides which of several names of one value comes first.
        if (!values.SequenceEqual(values.Order()))
            Array.Sort(values, members);
        var writer = new ObjectWriter();
        writer.UInt32((uint)values.Length);
        writer.UInt32(symbol.Type.HasAttribute("System.FlagsAttribute") ? 1u : 0u);
        foreach (ulong value in values)
            writer.UInt64(value);
        foreach (string name in members)
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
