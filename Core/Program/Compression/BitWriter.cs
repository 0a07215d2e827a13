using System;

namespace Core.Program.Compression;

/// <summary>Bits on their way out, the first one lowest, in an array that grows.</summary>
internal sealed unsafe class BitWriter
{
    private byte[] _bytes = new byte[4096];
    private int _start;
    private int _end;
    private ulong _bits;
    private int _bitCount;

    /// <summary>Whole bytes not yet taken.</summary>
    public int Pending => _end - _start;

    public void Write(uint bits, int count)
    {
        _bits |= (ulong)bits << _bitCount;
        _bitCount += count;
        while (_bitCount >= 8)
        {
            Append((byte)_bits);
            _bits >>= 8;
            _bitCount -= 8;
        }
    }

    /// <summary>Fills up the last byte with zeros.</summary>
    public void Align()
    {
        if (_bitCount != 0)
            Write(0, 8 - _bitCount);
    }

    /// <summary>Appends bytes; the last one before them must be full.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            Append(value);
    }

    public void Append(byte value)
    {
        if (_end == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        _bytes[_end++] = value;
    }

    /// <summary>Moves bytes out as far as there is room.</summary>
    public int Take(byte* to, int room)
    {
        int count = Math.Min(room, Pending);
        _bytes.AsSpan(_start, count).CopyTo(new Span<byte>(to, count));
        _start += count;
        if (_start == _end)
            _start = _end = 0;
        return count;
    }
}
