namespace IL2CPU.IR;

/// <summary>Reads what a <see cref="PackedWriter"/> wrote.</summary>
internal ref struct PackedReader(PackedBody packed)
{
    private readonly byte[] _bytes = packed.Bytes;
    private readonly object[] _objects = packed.Objects;
    private int _at;

    public int Byte() => _bytes[_at++];

    public int Number() => (int)Long();

    public ulong Long()
    {
        ulong part = _bytes[_at++];
        if (part <= 0x7F)
            return part;
        ulong result = part & 0x7F;
        for (int shift = 7; ; shift += 7)
        {
            part = _bytes[_at++];
            result |= (part & 0x7F) << shift;
            if (part <= 0x7F)
                return result;
        }
    }

    public long Signed()
    {
        ulong value = Long();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public object Object() => _objects[Number()];
}
