using System;
using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Memory of static fields.</summary>
internal static class StaticsBlocks
{
    private const int ContextSize = 8;

    /// <summary>The block of a type: zero, with the class constructor's address in the context cell before it if it must run.</summary>
    public static DataObject Make(StaticsSymbol symbol, ProgramModel model)
    {
        StaticsLayout layout = StaticsLayout.Of(symbol.Type);
        int size = Math.Max(8, layout.Size);
        IReadOnlyList<InitialStatic> values = model.InitialStatics(symbol.Type);
        if (values.Count > 0)
            return Initialized(symbol, layout, values, size);
        if (model.LazyClassConstructor(symbol.Type) is not { } constructor)
        {
            return new DataObject
            {
                Symbol = symbol, Section = SectionKind.Bss, Category = LinkedImage.ZeroedStatics, Size = size, Alignment = layout.Alignment,
            };
        }

        int start = Math.Max(ContextSize, layout.Alignment);
        var writer = new ObjectWriter();
        writer.Bytes.Zeros(start - ContextSize);
        writer.Address(new MethodSymbol(constructor));
        writer.Bytes.Zeros(size);
        return writer.Finish(symbol, SectionKind.Data, "statics", layout.Alignment, start);
    }

    private static DataObject Initialized(StaticsSymbol symbol, StaticsLayout layout, IReadOnlyList<InitialStatic> values, int size)
    {
        var byOffset = new SortedDictionary<int, InitialStatic>();
        foreach (InitialStatic value in values)
            byOffset.Add(layout.OffsetOf(value.Field), value);
        var writer = new ObjectWriter();
        foreach ((int offset, InitialStatic value) in byOffset)
        {
            writer.Bytes.Zeros(offset - writer.Length);
            if (value.Symbol is { } target)
            {
                writer.Address(target);
                continue;
            }

            for (int i = 0; i < value.Field.FieldType.ValueSize; i++)
                writer.Bytes.Byte((byte)(value.Bits >> (8 * i)));
        }

        writer.Bytes.Zeros(size - writer.Length);
        return writer.Finish(symbol, SectionKind.Data, "statics", layout.Alignment);
    }

    /// <summary>Bitmap of the references in the block; null when there are none.</summary>
    public static BytesSymbol? References(TypeDesc type)
    {
        List<ulong> bitmap = GcDescriptors.Bitmap(StaticsLayout.Of(type).References());
        return bitmap.Count == 0 ? null : GcDescriptors.BitmapSymbol(bitmap);
    }
}
