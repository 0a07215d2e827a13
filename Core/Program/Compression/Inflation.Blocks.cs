using System;

namespace Core.Program.Compression;

// The compressed data itself.
internal sealed unsafe partial class Inflation
{
    private const int BitsOfStoredLength = 16;

    private bool ReadBlockHead()
    {
        if (_lastBlock)
        {
            Take(_bitCount & 7);
            return Go(_format == ZlibFormat.Raw ? Stage.Done : Stage.Trailer);
        }

        if (!Need(3))
            return false;
        _lastBlock = Take(1) != 0;
        switch (Take(2))
        {
            case 0:
                Take(_bitCount & 7);
                return Go(Stage.StoredLength);
            case 1:
                Span<byte> lengths = stackalloc byte[DeflateTables.LiteralCodes + 2];
                DeflateTables.FixedLengths(lengths);
                _literals.Set(lengths);
                lengths[..(DeflateTables.DistanceCodes + 2)].Fill(5);
                _distances.Set(lengths[..(DeflateTables.DistanceCodes + 2)]);
                return Go(Stage.Symbol);
            case 2:
                return Go(Stage.TableHead);
            default:
                return Damaged();
        }
    }

    private bool ReadStoredLength()
    {
        if (!Need(2 * BitsOfStoredLength))
            return false;
        _length = Take(BitsOfStoredLength);
        return Take(BitsOfStoredLength) == (_length ^ 0xFFFF) ? Go(Stage.Stored) : Damaged();
    }

    private bool CopyStored()
    {
        while (_length > 0)
        {
            if (_output == _outputEnd || !Need(8))
                return false;
            Put((byte)Take(8));
            _length--;
        }

        return Go(Stage.BlockHead);
    }

    private bool ReadTableHead()
    {
        if (!Need(14))
            return false;
        _literalCount = Take(5) + 257;
        _distanceCount = Take(5) + 1;
        _codeLengthCount = Take(4) + 4;
        _index = 0;
        Array.Clear(_lengths, 0, DeflateTables.LengthCodes);
        return _literalCount > DeflateTables.LiteralCodes || _distanceCount > DeflateTables.DistanceCodes ? Damaged() : Go(Stage.CodeLengths);
    }

    private bool ReadCodeLengths()
    {
        while (_index < _codeLengthCount)
        {
            if (!Need(3))
                return false;
            _lengths[DeflateTables.LengthOrder[_index++]] = (byte)Take(3);
        }

        _index = 0;
        _symbol = -1;
        return _codeLengths.Set(_lengths.AsSpan(0, DeflateTables.LengthCodes)) ? Go(Stage.Lengths) : Damaged();
    }

    private bool ReadLengths()
    {
        int all = _literalCount + _distanceCount;
        while (_index < all)
        {
            if (_symbol < 0)
            {
                if (!TryDecode(_codeLengths, out _symbol))
                {
                    _symbol = -1;
                    return false;
                }

                if (_symbol < 0)
                    return Damaged();
            }

            int extra = _symbol < 16 ? 0 : _symbol == 16 ? 2 : _symbol == 17 ? 3 : 7;
            if (!Need(extra))
                return false;
            int repeat = _symbol < 16 ? 1 : (_symbol == 18 ? 11 : 3) + Take(extra);
            if (repeat > all - _index || (_symbol == 16 && _index == 0))
                return Damaged();
            byte length = _symbol < 16 ? (byte)_symbol : _symbol == 16 ? _lengths[_index - 1] : (byte)0;
            _lengths.AsSpan(_index, repeat).Fill(length);
            _index += repeat;
            _symbol = -1;
        }

        return _lengths[DeflateTables.EndOfBlock] != 0 && _literals.Set(_lengths.AsSpan(0, _literalCount))
            && _distances.Set(_lengths.AsSpan(_literalCount, _distanceCount)) ? Go(Stage.Symbol) : Damaged();
    }

    private bool ReadSymbols()
    {
        while (true)
        {
            if (_output == _outputEnd || !TryDecode(_literals, out int symbol))
                return false;
            if (symbol < 0)
                return Damaged();
            if (symbol == DeflateTables.EndOfBlock)
                return Go(Stage.BlockHead);
            if (symbol > DeflateTables.EndOfBlock)
            {
                _symbol = symbol - DeflateTables.EndOfBlock - 1;
                return _symbol < DeflateTables.LengthBase.Length ? Go(Stage.LengthExtra) : Damaged();
            }

            Put((byte)symbol);
        }
    }

    private bool ReadLengthExtra()
    {
        int extra = DeflateTables.LengthExtra[_symbol];
        if (!Need(extra))
            return false;
        _length = DeflateTables.LengthBase[_symbol] + Take(extra);
        return Go(Stage.Distance);
    }

    private bool ReadDistance()
    {
        if (!TryDecode(_distances, out _symbol))
            return false;
        return (uint)_symbol < DeflateTables.DistanceCodes ? Go(Stage.DistanceExtra) : Damaged();
    }

    private bool ReadDistanceExtra()
    {
        int extra = DeflateTables.DistanceExtra[_symbol];
        if (!Need(extra))
            return false;
        _distance = DeflateTables.DistanceBase[_symbol] + Take(extra);
        return (ulong)_distance > _total ? Damaged() : Go(Stage.Copy);
    }

    private bool CopyMatch()
    {
        while (_length > 0)
        {
            if (_output == _outputEnd)
                return false;
            Put(_window[(int)(_total - (ulong)_distance) & (DeflateTables.WindowSize - 1)]);
            _length--;
        }

        return Go(Stage.Symbol);
    }
}
