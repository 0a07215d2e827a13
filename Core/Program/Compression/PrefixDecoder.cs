using System;

namespace Core.Program.Compression;

/// <summary>Decodes one prefix code: short codes by a table, longer ones bit by bit.</summary>
internal sealed class PrefixDecoder(int symbols)
{
    private const int TableBits = 9;

    // Symbol << 4 | length of the code that the index begins with; 0: it is longer, or there is none.
    private readonly ushort[] _table = new ushort[1 << TableBits];
    private readonly ushort[] _count = new ushort[DeflateTables.LongestCode + 1];

    // Symbols by code.
    private readonly ushort[] _sorted = new ushort[symbols];

    /// <summary>Makes the code of the lengths given.</summary>
    /// <returns>False when they make no code. One that is not complete is one only with a single symbol or none.</returns>
    public bool Set(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_count);
        foreach (byte length in lengths)
            _count[length]++;
        int used = lengths.Length - _count[0];
        _count[0] = 0;
        int left = 1;
        for (int length = 1; length <= DeflateTables.LongestCode; length++)
        {
            left = (left << 1) - _count[length];
            if (left < 0)
                return false;
        }

        if (left > 0 && !(used == 0 || (used == 1 && _count[1] == 1)))
            return false;
        Fill(lengths);
        return true;
    }

    /// <summary>Decodes the first symbol of the bits.</summary>
    /// <param name="bits">The next bits, the first one lowest.</param>
    /// <param name="available">How many of them there are.</param>
    /// <param name="length">Bits the symbol took; 0 when it needs more than there are.</param>
    /// <returns>The symbol; -1 when no code begins like this.</returns>
    public int Decode(ulong bits, int available, out int length)
    {
        uint entry = _table[(int)bits & ((1 << TableBits) - 1)];
        length = (int)entry & 15;
        if (entry == 0)
            return DecodeLong(bits, available, out length);
        if (length > available)
            length = 0;
        return (int)entry >> 4;
    }

    private int DecodeLong(ulong bits, int available, out int length)
    {
        int code = 0, first = 0, index = 0;
        for (length = 1; length <= DeflateTables.LongestCode; length++)
        {
            if (length > available)
            {
                length = 0;
                return 0;
            }

            code |= (int)(bits >> (length - 1)) & 1;
            int count = _count[length];
            if (code - count < first)
                return _sorted[index + code - first];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return -1;
    }

    private void Fill(ReadOnlySpan<byte> lengths)
    {
        Span<int> next = stackalloc int[DeflateTables.LongestCode + 2];
        Span<int> code = stackalloc int[DeflateTables.LongestCode + 2];
        next.Clear();
        code.Clear();
        for (int length = 1; length <= DeflateTables.LongestCode; length++)
        {
            next[length + 1] = next[length] + _count[length];
            code[length + 1] = (code[length] + _count[length]) << 1;
        }

        Array.Clear(_table);
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
                continue;
            _sorted[next[length]++] = (ushort)symbol;
            int turned = (int)(Reverse((uint)code[length]++) >> (32 - length));
            if (length <= TableBits)
            {
                for (int i = turned; i < _table.Length; i += 1 << length)
                    _table[i] = (ushort)((symbol << 4) | length);
            }
        }
    }

    /// <summary>Turns the order of all 32 bits.</summary>
    public static uint Reverse(uint bits)
    {
        bits = ((bits >> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
        bits = ((bits >> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
        bits = ((bits >> 4) & 0x0F0F0F0F) | ((bits & 0x0F0F0F0F) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits);
    }
}
