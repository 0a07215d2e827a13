using System;

namespace Core.Program.Compression;

/// <summary>Makes a prefix code of limited length from how often each symbol occurs.</summary>
internal sealed class PrefixCode(int symbols, int longest)
{
    private readonly ushort[] _codes = new ushort[symbols];
    private readonly byte[] _lengths = new byte[symbols];

    // By how often, then by symbol: so the result depends on nothing else.
    private readonly ulong[] _order = new ulong[symbols];
    private readonly uint[] _weights = new uint[2 * symbols];
    private readonly ushort[] _parents = new ushort[2 * symbols];

    public ReadOnlySpan<byte> Lengths => _lengths;

    public void Write(BitWriter writer, int symbol) => writer.Write(_codes[symbol], _lengths[symbol]);

    /// <summary>Bits a text takes whose symbols occur so often.</summary>
    public long Cost(ReadOnlySpan<uint> frequencies)
    {
        long bits = 0;
        for (int i = 0; i < frequencies.Length; i++)
            bits += (long)frequencies[i] * _lengths[i];
        return bits;
    }

    /// <summary>Takes lengths as they are.</summary>
    public void Set(ReadOnlySpan<byte> lengths)
    {
        lengths.CopyTo(_lengths);
        Number();
    }

    /// <summary>The best code for the frequencies. Two symbols at least get a code, as some decoders demand.</summary>
    public void Make(ReadOnlySpan<uint> frequencies)
    {
        int used = 0;
        Array.Clear(_lengths);
        for (int i = 0; i < symbols; i++)
        {
            if (frequencies[i] != 0)
                _order[used++] = ((ulong)frequencies[i] << 16) | (uint)i;
        }

        for (int i = 0; used < 2; i++)
        {
            if (frequencies[i] == 0)
                _order[used++] = (1UL << 16) | (uint)i;
        }

        _order.AsSpan(0, used).Sort();
        Combine(used);
        Limit(used);
        Number();
    }

    // Two queues, both ascending: the symbols, and the pairs made of them.
    private void Combine(int used)
    {
        for (int i = 0; i < used; i++)
            _weights[i] = (uint)(_order[i] >> 16);
        int symbol = 0, pair = used;
        for (int next = used; next < (2 * used) - 1; next++)
        {
            int first = symbol < used && (pair == next || _weights[symbol] <= _weights[pair]) ? symbol++ : pair++;
            int second = symbol < used && (pair == next || _weights[symbol] <= _weights[pair]) ? symbol++ : pair++;
            _weights[next] = _weights[first] + _weights[second];
            _parents[first] = _parents[second] = (ushort)next;
        }

        // From here a weight is a depth.
        _weights[(2 * used) - 2] = 0;
        for (int i = (2 * used) - 3; i >= 0; i--)
            _weights[i] = _weights[_parents[i]] + 1;
    }

    // Codes too long become as long as allowed. That takes more room than there is; each step gives a shorter code two longer ones
    // in its place and one of the longest to sit beside it, so in the end the code is full again.
    private void Limit(int used)
    {
        Span<int> counts = stackalloc int[DeflateTables.LongestCode + 1];
        counts.Clear();
        long taken = 0;
        for (int i = 0; i < used; i++)
        {
            int length = (int)Math.Min(_weights[i], (uint)longest);
            counts[length]++;
            taken += 1L << (longest - length);
        }

        for (; taken > 1L << longest; taken--)
        {
            int length = longest - 1;
            while (counts[length] == 0)
                length--;
            counts[length]--;
            counts[length + 1] += 2;
            counts[longest]--;
        }

        int next = 0;
        for (int length = longest; length > 0; length--)
        {
            for (; counts[length] > 0; counts[length]--)
                _lengths[(int)_order[next++] & 0xFFFF] = (byte)length;
        }
    }

    private void Number()
    {
        Span<int> next = stackalloc int[DeflateTables.LongestCode + 2];
        next.Clear();
        foreach (byte length in _lengths)
            next[length + 1] += length == 0 ? 0 : 1;
        for (int length = 1; length <= DeflateTables.LongestCode + 1; length++)
            next[length] = (next[length] + next[length - 1]) << 1;
        for (int i = 0; i < symbols; i++)
        {
            int length = _lengths[i];
            if (length != 0)
                _codes[i] = (ushort)(PrefixDecoder.Reverse((uint)(next[length]++)) >> (32 - length));
        }
    }
}
