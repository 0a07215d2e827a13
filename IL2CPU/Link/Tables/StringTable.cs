using System;
using System.Collections.Generic;
using System.Text;

namespace IL2CPU.Link.Tables;

/// <summary>Strings the runtime refers to by offset: a u16 byte count and UTF-8 bytes each; offset 0 is the empty one.</summary>
internal sealed class StringTable
{
    private const int MaxBytes = ushort.MaxValue;
    private readonly Dictionary<string, uint> _offsets = [];
    private readonly ByteWriter _bytes = new();

    public StringTable() => Add("");

    public uint Add(string text)
    {
        if (_offsets.TryGetValue(text, out uint offset))
            return offset;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int length = Math.Min(utf8.Length, MaxBytes);
        offset = (uint)_bytes.Length;
        _bytes.UInt16((ushort)length);
        _bytes.Bytes(utf8.AsSpan(0, length));
        _offsets.Add(text, offset);
        return offset;
    }

    public byte[] ToArray() => _bytes.ToArray();
}
