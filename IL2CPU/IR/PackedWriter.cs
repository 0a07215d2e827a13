using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Writes numbers in as few bytes as they need, and objects beside them.</summary>
internal sealed class PackedWriter
{
    private readonly List<object> _objects = [];
    private readonly Dictionary<object, int> _index = new(ReferenceEqualityComparer.Instance);
    private byte[] _bytes = new byte[4096];
    private int _length;

    public void Clear()
    {
        _length = 0;
        _objects.Clear();
        _index.Clear();
    }

    public PackedBody Finish() => new(_bytes.AsSpan(0, _length).ToArray(), _objects.Count == 0 ? [] : [.. _objects]);

    public void Byte(int value)
    {
        Reserve(1);
        _bytes[_length++] = (byte)value;
    }

    public void Number(int value) => Number((uint)value);

    public void Number(ulong value)
    {
        Reserve(10);
        while (value > 0x7F)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>An object that may occur again in the same body.</summary>
    public void Object(object value)
    {
        if (!_index.TryGetValue(value, out int index))
        {
            _index.Add(value, index = _objects.Count);
            _objects.Add(value);
        }

        Number(index);
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
    }
}
