using System;
using System.IO;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Objects that exist from the start: string literals and RuntimeType objects.</summary>
/// <remarks>They lie in writable memory: the header word holds lock and hash code.</remarks>
internal static class FrozenObjects
{
    private const int HeaderSize = 8;

    public static DataObject String(StringSymbol symbol, TypeDesc stringType)
    {
        var writer = new ObjectWriter();
        writer.UInt64(0);
        writer.Address(new TypeSymbol(stringType));
        writer.UInt32((uint)symbol.Text.Length);
        foreach (char c in symbol.Text)
            writer.UInt16(c);
        writer.UInt16(0);
        writer.Bytes.Align(8);
        return writer.Finish(symbol, SectionKind.Data, "string literals", 8, HeaderSize);
    }

    /// <summary>An object without fields.</summary>
    public static DataObject Plain(FrozenObjectSymbol symbol)
    {
        var writer = new ObjectWriter();
        writer.UInt64(0);
        writer.Address(new TypeSymbol(symbol.Type));
        writer.UInt64(0);
        return writer.Finish(symbol, SectionKind.Data, "frozen objects", 8, HeaderSize);
    }

    /// <summary>The RuntimeType of a type: zero but for the address of the MethodTable it stands for.</summary>
    public static DataObject RuntimeType(RuntimeTypeSymbol symbol, TypeDesc runtimeType)
    {
        FieldDesc field = FindHandleField(runtimeType);
        int size = Math.Max(HeaderSize + 16, runtimeType.Layout.Size + HeaderSize);
        var writer = new ObjectWriter();
        writer.UInt64(0);
        writer.Address(new TypeSymbol(runtimeType));
        writer.Bytes.Zeros(field.Offset - 8);
        writer.Address(new TypeSymbol(symbol.Type));
        writer.Bytes.Zeros(Math.Max(0, size - writer.Length));
        writer.Bytes.Align(8);
        return writer.Finish(symbol, SectionKind.Data, "type objects", 8, HeaderSize);
    }

    private static FieldDesc FindHandleField(TypeDesc runtimeType)
    {
        const string name = "_pUnderlyingEEType";
        return runtimeType.FindField(name)
            ?? throw new InvalidDataException($"{runtimeType.FullName} has no field {name}: another version of the base library");
    }
}
