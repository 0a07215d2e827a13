using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>Collects the bytes and relocations of one <see cref="DataObject"/>.</summary>
internal sealed class ObjectWriter
{
    private readonly List<Relocation> _relocations = [];

    public ByteWriter Bytes { get; } = new();

    public int Length => Bytes.Length;

    public void UInt16(int value) => Bytes.UInt16((ushort)value);

    public void UInt32(uint value) => Bytes.UInt32(value);

    public void UInt64(ulong value) => Bytes.UInt64(value);

    /// <summary>64-bit address of a symbol; null writes 0.</summary>
    public void Address(Symbol? target, long addend = 0)
    {
        if (target is not null)
            _relocations.Add(new Relocation(Bytes.Length, RelocationKind.Absolute64, target, addend));
        Bytes.UInt64(0);
    }

    /// <summary>32-bit number an offset symbol stands for.</summary>
    public void Value(OffsetSymbol number, long addend)
    {
        _relocations.Add(new Relocation(Bytes.Length, RelocationKind.Value32, number, addend));
        Bytes.UInt32(0);
    }

    public DataObject Finish(Symbol symbol, SectionKind section, string category, int alignment = 8, int symbolOffset = 0)
    {
        byte[] content = Bytes.ToArray();
        return new DataObject
        {
            Symbol = symbol,
            Section = section,
            Category = category,
            Content = content,
            Size = Math.Max(1, content.Length),
            Relocations = _relocations,
            Alignment = alignment,
            SymbolOffset = symbolOffset,
        };
    }
}
