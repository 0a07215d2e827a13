using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>LZ77 with a hash chain, canonical Huffman codes over its symbols, and the way back.</summary>
public static class Compressor
{
    private sealed class BitWriter
    {
        private readonly List<byte> _bytes = [];
        private ulong _buffer;
        private int _count;

        public void Write(uint value, int bits)
        {
            _buffer |= (ulong)value << _count;
            _count += bits;
            for (; _count >= 8; _count -= 8, _buffer >>= 8)
                _bytes.Add((byte)_buffer);
        }

        public byte[] Finish()
        {
            if (_count > 0)
                _bytes.Add((byte)_buffer);
            return [.. _bytes];
        }
    }

    private ref struct BitReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        public uint Read(int bits)
        {
            uint value = 0;
            for (int i = 0; i < bits; i++, _at++)
            {
                if (_at >> 3 >= _bytes.Length)
                    throw new InvalidOperationException("compressed data ends early");
                value |= (uint)((_bytes[_at >> 3] >> (_at & 7)) & 1) << i;
            }

            return value;
        }
    }

    private readonly record struct Match(int Length, int Distance);

    /// <summary>Code lengths and codes; the codes are the canonical ones, so the lengths are all the reader needs.</summary>
    private sealed class Huffman
    {
        private const int MaxLength = 15;
        private readonly byte[] _lengths;
        private readonly uint[] _codes;
        private readonly Dictionary<(int Length, uint Code), int> _symbols = [];

        private Huffman(byte[] lengths)
        {
            _lengths = lengths;
            _codes = new uint[lengths.Length];
            uint code = 0;
            for (int length = 1; length <= MaxLength; length++)
            {
                for (int symbol = 0; symbol < lengths.Length; symbol++)
                {
                    if (lengths[symbol] != length)
                        continue;
                    _codes[symbol] = code;
                    _symbols.Add((length, code++), symbol);
                }

                code <<= 1;
            }
        }

        public static Huffman FromCounts(int[] counts)
        {
            var queue = new PriorityQueue<int, (int Count, int Order)>();
            var children = new List<(int Left, int Right)>();
            int symbols = counts.Length;
            for (int i = 0; i < symbols; i++)
            {
                if (counts[i] > 0)
                    queue.Enqueue(i, (counts[i], i));
            }

            var lengths = new byte[symbols];
            if (queue.Count == 1)
                lengths[queue.Peek()] = 1;
            while (queue.Count > 1)
            {
                queue.TryDequeue(out int a, out var left);
                queue.TryDequeue(out int b, out var right);
                children.Add((a, b));
                int node = symbols + children.Count - 1;
                queue.Enqueue(node, (left.Count + right.Count, node));
            }

            if (children.Count > 0)
                Assign(children.Count - 1 + symbols, 0);
            return new Huffman(lengths);

            void Assign(int node, int depth)
            {
                if (depth > MaxLength)
                    throw new InvalidOperationException("code too long");
                if (node < symbols)
                {
                    lengths[node] = (byte)depth;
                    return;
                }

                Assign(children[node - symbols].Left, depth + 1);
                Assign(children[node - symbols].Right, depth + 1);
            }
        }

        public static Huffman Read(ref BitReader reader, int symbols)
        {
            var lengths = new byte[symbols];
            for (int i = 0; i < symbols; )
            {
                uint length = reader.Read(4);
                int run = length == 0 ? (int)reader.Read(6) + 1 : 1;
                while (run-- > 0)
                    lengths[i++] = (byte)length;
            }

            return new Huffman(lengths);
        }

        public void WriteTable(BitWriter writer)
        {
            for (int i = 0; i < _lengths.Length; )
            {
                writer.Write(_lengths[i], 4);
                if (_lengths[i++] != 0)
                    continue;
                int run = 0;
                for (; run < 63 && i < _lengths.Length && _lengths[i] == 0; i++)
                    run++;
                writer.Write((uint)run, 6);
            }
        }

        public void Write(BitWriter writer, int symbol)
        {
            for (int bit = _lengths[symbol] - 1; bit >= 0; bit--)
                writer.Write((_codes[symbol] >> bit) & 1, 1);
        }

        public int Read(ref BitReader reader)
        {
            uint code = 0;
            for (int length = 1; length <= MaxLength; length++)
            {
                code = (code << 1) | reader.Read(1);
                if (_symbols.TryGetValue((length, code), out int symbol))
                    return symbol;
            }

            throw new InvalidOperationException("no such code");
        }
    }

    private const int MinMatch = 3;
    private const int MaxMatch = 66;
    private const int Window = 4096;
    private const int EndSymbol = 256;
    private const int FirstLength = 257;
    private const int SymbolCount = FirstLength + MaxMatch - MinMatch + 1;

    private static List<object> FindMatches(ReadOnlySpan<byte> data)
    {
        var items = new List<object>();
        var head = new Dictionary<int, int>();
        var previous = new int[data.Length];
        for (int i = 0; i < data.Length; )
        {
            Match best = default;
            if (i + MinMatch <= data.Length)
            {
                int tries = 16;
                for (int j = head.GetValueOrDefault(KeyAt(data, i), -1); j >= 0 && i - j <= Window && tries-- > 0; j = previous[j])
                {
                    int length = data[i..Math.Min(i + MaxMatch, data.Length)].CommonPrefixLength(data[j..]);
                    if (length > best.Length)
                        best = new Match(length, i - j);
                }
            }

            int step = best.Length >= MinMatch ? best.Length : 1;
            items.Add(step > 1 ? best : data[i]);
            for (; step > 0; step--, i++)
            {
                if (i + MinMatch > data.Length)
                    continue;
                int key = KeyAt(data, i);
                previous[i] = head.GetValueOrDefault(key, -1);
                head[key] = i;
            }
        }

        return items;
    }

    private static int KeyAt(ReadOnlySpan<byte> data, int i) => data[i] | (data[i + 1] << 8) | (data[i + 2] << 16);

    private static byte[] Compress(ReadOnlySpan<byte> data)
    {
        List<object> items = FindMatches(data);
        var counts = new int[SymbolCount];
        counts[EndSymbol] = 1;
        foreach (object item in items)
            counts[item is Match m ? FirstLength + m.Length - MinMatch : (byte)item]++;
        Huffman codes = Huffman.FromCounts(counts);
        var writer = new BitWriter();
        codes.WriteTable(writer);
        foreach (object item in items)
        {
            if (item is Match match)
            {
                codes.Write(writer, FirstLength + match.Length - MinMatch);
                writer.Write((uint)match.Distance - 1, 12);
            }
            else
            {
                codes.Write(writer, (byte)item);
            }
        }

        codes.Write(writer, EndSymbol);
        return writer.Finish();
    }

    private static byte[] Expand(ReadOnlySpan<byte> compressed)
    {
        var reader = new BitReader(compressed);
        Huffman codes = Huffman.Read(ref reader, SymbolCount);
        var output = new List<byte>();
        while (true)
        {
            int symbol = codes.Read(ref reader);
            if (symbol == EndSymbol)
                return [.. output];
            if (symbol < EndSymbol)
            {
                output.Add((byte)symbol);
                continue;
            }

            int distance = (int)reader.Read(12) + 1;
            if (distance > output.Count)
                throw new InvalidOperationException("distance before the start");
            for (int i = symbol - FirstLength + MinMatch; i > 0; i--)
                output.Add(output[^distance]);
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint a = 1,
            b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }

    public static int Run()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++)
            text.Append("the quick brown fox ").Append(i * i % 17).Append(" jumps over the lazy dog; ");
        var noise = new byte[600];
        uint seed = 99;
        for (int i = 0; i < noise.Length; i++)
            noise[i] = (byte)((seed = (seed * 1103515245) + 12345) >> 16);
        (string Name, byte[] Data)[] inputs =
        [
            ("empty", []),
            ("one", [65]),
            ("run", [.. Enumerable.Repeat((byte)7, 500)]),
            ("text", Encoding.UTF8.GetBytes(text.ToString())),
            ("noise", noise),
            ("steps", [.. Enumerable.Range(0, 700).Select(i => (byte)(i / 3))]),
            ("umlauts", Encoding.UTF8.GetBytes("größer, schöner, größer, über alles größer")),
        ];
        foreach ((string name, byte[] data) in inputs)
        {
            byte[] small = Compress(data);
            byte[] back = Expand(small);
            WriteLine(
                $"{name}: {data.Length} -> {small.Length} bytes, checksums {Checksum(data):X8} {Checksum(small):X8}, {(back.AsSpan().SequenceEqual(data) ? "same" : "DIFFERENT")}"
            );
        }

        byte[] whole = Compress(inputs[3].Data);
        foreach (int cut in new[] { 0, 5, whole.Length / 2, whole.Length - 2 })
        {
            try
            {
                WriteLine(Expand(whole.AsSpan(0, cut)).Length);
            }
            catch (InvalidOperationException e)
            {
                WriteLine(e.Message);
            }
        }

        return 0;
    }
}
