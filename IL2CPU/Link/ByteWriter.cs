using System;
using System.Buffers.Binary;
using System.Text;

namespace IL2CPU.Link;

/// <summary>Growing little-endian byte buffer.</summary>
internal sealed class ByteWriter
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    /// <summary>What has been written, until more is.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Zeros(int count) => Take(count).Clear();

    public void Align(int alignment) => Zeros((alignment - (Length % alignment)) % alignment);

    /// <summary>UTF-8, ended by NUL.</summary>
    public void CString(string text)
    {
        Bytes(Encoding.UTF8.GetBytes(text));
        Byte(0);
    }

    public void Uleb(ulong value)
    {
        do
        {
            byte part = (byte)(value & 0x7F);
            value >>= 7;
            Byte(value == 0 ? part : (byte)(part | 0x80));
        }
        while (value != 0);
    }

    public void Sleb(long value)
    {
        while (true)
        {
            byte part = (byte)(value & 0x7F);
            value >>= 7;
            if ((value == 0 && (part & 0x40) == 0) || (value == -1 && (part & 0x40) != 0))
            {
                Byte(part);
                return;
            }

            Byte((byte)(part | 0x80));
        }
    }

    public void PatchUInt32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(offset, 4), value);

    public void PatchUInt64(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(offset, 8), value);

    private Span<byte> Take(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        Span<byte> span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
