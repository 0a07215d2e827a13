using System;
using System.Numerics;

namespace Core.Program.Compression;

// Blocks: the symbols gathered so far, stored, with the fixed code or one of their own.
internal sealed unsafe partial class Deflation
{
    private const int SymbolsPerBlock = 16 * 1024;
    private const int LongestStored = 0xFFFF;
    // Kinds of blocks, above the bit that marks the last one.
    private const uint StoredBlock = 0 << 1;
    private const uint FixedBlock = 1 << 1;
    private const uint OwnBlock = 2 << 1;
    private const int CopyLength = 16;
    private const int FewZeros = 17;
    private const int ManyZeros = 18;
    private const int LongestLengthCode = 7;

    // Distance << 16 | length, or a literal.
    private readonly uint[] _symbols = new uint[SymbolsPerBlock + 1];
    private readonly uint[] _literalCounts = new uint[DeflateTables.LiteralCodes];
    private readonly uint[] _distanceCounts = new uint[DeflateTables.DistanceCodes];
    private readonly uint[] _lengthCounts = new uint[DeflateTables.LengthCodes];
    private readonly PrefixCode _literalCode = new(DeflateTables.LiteralCodes, DeflateTables.LongestCode);
    private readonly PrefixCode _distanceCode = new(DeflateTables.DistanceCodes, DeflateTables.LongestCode);
    private readonly PrefixCode _lengthCode = new(DeflateTables.LengthCodes, LongestLengthCode);
    private readonly PrefixCode _fixedLiterals = new(DeflateTables.LiteralCodes + 2, DeflateTables.LongestCode);
    private readonly PrefixCode _fixedDistances = new(DeflateTables.DistanceCodes, DeflateTables.LongestCode);

    // Lengths of the codes as they are written: symbol | count of repetitions << 8.
    private readonly ushort[] _lengthSymbols = new ushort[DeflateTables.LiteralCodes + DeflateTables.DistanceCodes];
    private int _symbolCount;
    private bool _fixedMade;

    private void AddLiteral(byte value)
    {
        _symbols[_symbolCount++] = value;
        _literalCounts[value]++;
    }

    private void AddMatch(int length, int distance)
    {
        _symbols[_symbolCount++] = ((uint)distance << 16) | (uint)length;
        _literalCounts[LengthSymbol(length)]++;
        _distanceCounts[DistanceSymbol(distance)]++;
    }

    private static int LengthSymbol(int length)
    {
        if (length == DeflateTables.LongestMatch)
            return DeflateTables.LiteralCodes - 1;
        int rest = length - DeflateTables.ShortestMatch;
        int extra = rest < 8 ? 0 : BitOperations.Log2((uint)rest) - 2;
        return DeflateTables.EndOfBlock + 1 + (extra * 4) + (rest >> extra);
    }

    private static int DistanceSymbol(int distance)
    {
        int rest = distance - 1;
        int extra = rest < 4 ? 0 : BitOperations.Log2((uint)rest) - 1;
        return (extra * 2) + (rest >> extra);
    }

    // Level 0: blocks of what is there.
    private void Store(int stop)
    {
        while (_position < stop)
        {
            int count = Math.Min(stop - _position, LongestStored);
            WriteStored(_position, count, last: false);
            _position += count;
        }

        _blockStart = _position;
    }

    private void End(Flush flush)
    {
        if (_waiting)
        {
            // Its match was not taken only because a better one might have come.
            if (_waitingLength >= DeflateTables.ShortestMatch)
                throw new InvalidOperationException();
            AddLiteral(_buffer[_position - 1]);
            _waiting = false;
        }

        if (flush == Flush.Finish)
        {
            EndBlock(last: true);
            WriteTrailer();
            _finished = true;
            return;
        }

        if (_symbolCount != 0)
            EndBlock(last: false);
        if (flush == Flush.Sync)
            WriteStored(0, 0, last: false);
    }

    private void EndBlock(bool last)
    {
        int waiting = _waiting ? 1 : 0;
        int bytes = _position - waiting - _blockStart;
        _literalCounts[DeflateTables.EndOfBlock]++;
        MakeFixed();
        _literalCode.Make(_literalCounts);
        _distanceCode.Make(_distanceCounts);
        int symbols = GatherLengths(out int literals, out int distances, out int lengths);
        long extra = ExtraBits();
        long own = extra + _literalCode.Cost(_literalCounts) + _distanceCode.Cost(_distanceCounts) + LengthBits(symbols, lengths);
        long plain = extra + _fixedLiterals.Cost(_literalCounts) + _fixedDistances.Cost(_distanceCounts);
        long stored = _blockStart < 0 ? long.MaxValue : 8L * (bytes + 5 + (bytes / LongestStored * 5));
        if (stored <= Math.Min(own, plain) && _strategy != Strategy.Fixed)
        {
            WriteStored(_blockStart, bytes, last);
        }
        else
        {
            bool isFixed = plain <= own || _strategy == Strategy.Fixed;
            _writer.Write((last ? 1u : 0) | (isFixed ? FixedBlock : OwnBlock), 3);
            if (!isFixed)
                WriteLengths(symbols, literals, distances, lengths);
            WriteSymbols(isFixed ? _fixedLiterals : _literalCode, isFixed ? _fixedDistances : _distanceCode);
        }

        _blockStart = _position - waiting;
        _symbolCount = 0;
        Array.Clear(_literalCounts);
        Array.Clear(_distanceCounts);
    }

    private void MakeFixed()
    {
        if (_fixedMade)
            return;
        Span<byte> lengths = stackalloc byte[DeflateTables.LiteralCodes + 2];
        DeflateTables.FixedLengths(lengths);
        _fixedLiterals.Set(lengths);
        lengths[..DeflateTables.DistanceCodes].Fill(5);
        _fixedDistances.Set(lengths[..DeflateTables.DistanceCodes]);
        _fixedMade = true;
    }

    private long ExtraBits()
    {
        long bits = 0;
        for (int i = 0; i < DeflateTables.LengthExtra.Length; i++)
            bits += (long)_literalCounts[DeflateTables.EndOfBlock + 1 + i] * DeflateTables.LengthExtra[i];
        for (int i = 0; i < DeflateTables.DistanceCodes; i++)
            bits += (long)_distanceCounts[i] * DeflateTables.DistanceExtra[i];
        return bits;
    }

    // Runs of equal lengths become symbols of the code for lengths.
    private int GatherLengths(out int literals, out int distances, out int lengths)
    {
        literals = DeflateTables.LiteralCodes;
        while (_literalCode.Lengths[literals - 1] == 0)
            literals--;
        distances = DeflateTables.DistanceCodes;
        while (_distanceCode.Lengths[distances - 1] == 0)
            distances--;
        Span<byte> all = stackalloc byte[DeflateTables.LiteralCodes + DeflateTables.DistanceCodes];
        _literalCode.Lengths[..literals].CopyTo(all);
        _distanceCode.Lengths[..distances].CopyTo(all[literals..]);
        all = all[..(literals + distances)];
        Array.Clear(_lengthCounts);
        int symbols = 0;
        for (int i = 0; i < all.Length;)
        {
            int run = 1;
            while (i + run < all.Length && all[i + run] == all[i])
                run++;
            symbols = AddRun(symbols, all[i], run);
            i += run;
        }

        _lengthCode.Make(_lengthCounts);
        lengths = DeflateTables.LengthCodes;
        while (lengths > 4 && _lengthCode.Lengths[DeflateTables.LengthOrder[lengths - 1]] == 0)
            lengths--;
        return symbols;
    }

    private int AddRun(int symbols, byte length, int run)
    {
        if (length != 0)
        {
            symbols = AddLength(symbols, length, 0);
            run--;
        }

        while (run > 0)
        {
            int least = 3;
            int most = length != 0 ? 6 : run < 11 ? 10 : 138;
            int count = Math.Min(run, most);
            if (count < least)
            {
                symbols = AddLength(symbols, length, 0);
                run--;
                continue;
            }

            int symbol = length != 0 ? CopyLength : count < 11 ? FewZeros : ManyZeros;
            symbols = AddLength(symbols, symbol, count - (symbol == ManyZeros ? 11 : least));
            run -= count;
        }

        return symbols;
    }

    private int AddLength(int symbols, int symbol, int repetitions)
    {
        _lengthSymbols[symbols] = (ushort)(symbol | (repetitions << 8));
        _lengthCounts[symbol]++;
        return symbols + 1;
    }

    private static int RepetitionBits(int symbol) => symbol switch
    {
        CopyLength => 2,
        FewZeros => 3,
        ManyZeros => 7,
        _ => 0,
    };

    private long LengthBits(int symbols, int lengths)
    {
        long bits = 14 + (3 * lengths) + _lengthCode.Cost(_lengthCounts);
        for (int i = 0; i < symbols; i++)
            bits += RepetitionBits((byte)_lengthSymbols[i]);
        return bits;
    }

    private void WriteLengths(int symbols, int literals, int distances, int lengths)
    {
        _writer.Write((uint)(literals - 257), 5);
        _writer.Write((uint)(distances - 1), 5);
        _writer.Write((uint)(lengths - 4), 4);
        for (int i = 0; i < lengths; i++)
            _writer.Write(_lengthCode.Lengths[DeflateTables.LengthOrder[i]], 3);
        for (int i = 0; i < symbols; i++)
        {
            int symbol = (byte)_lengthSymbols[i];
            _lengthCode.Write(_writer, symbol);
            _writer.Write((uint)_lengthSymbols[i] >> 8, RepetitionBits(symbol));
        }
    }

    private void WriteSymbols(PrefixCode literals, PrefixCode distances)
    {
        foreach (uint symbol in _symbols.AsSpan(0, _symbolCount))
        {
            int distance = (int)(symbol >> 16);
            if (distance == 0)
            {
                literals.Write(_writer, (int)symbol);
                continue;
            }

            int length = (int)symbol & 0xFFFF;
            int code = LengthSymbol(length);
            literals.Write(_writer, code);
            int index = code - DeflateTables.EndOfBlock - 1;
            _writer.Write((uint)(length - DeflateTables.LengthBase[index]), DeflateTables.LengthExtra[index]);
            code = DistanceSymbol(distance);
            distances.Write(_writer, code);
            _writer.Write((uint)(distance - DeflateTables.DistanceBase[code]), DeflateTables.DistanceExtra[code]);
        }

        literals.Write(_writer, DeflateTables.EndOfBlock);
    }

    private void WriteStored(int start, int count, bool last)
    {
        do
        {
            int part = Math.Min(count, LongestStored);
            count -= part;
            _writer.Write((last && count == 0 ? 1u : 0) | StoredBlock, 3);
            _writer.Align();
            _writer.Write((uint)part, 16);
            _writer.Write((uint)part ^ 0xFFFF, 16);
            _writer.Append(_buffer.AsSpan(start, part));
            start += part;
        }
        while (count > 0);
    }
}
