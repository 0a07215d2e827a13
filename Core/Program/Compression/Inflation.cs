using System;

namespace Core.Program.Compression;

/// <summary>Decompression under way (RFC 1950, 1951, 1952). Each call goes as far as input and room for output allow.</summary>
/// <remarks>Input and output are in memory that does not move: arrays, or what a program took from the system.</remarks>
internal sealed unsafe partial class Inflation
{
    private enum Stage
    {
        Header,
        BlockHead,
        StoredLength,
        Stored,
        TableHead,
        CodeLengths,
        Lengths,
        Symbol,
        LengthExtra,
        Distance,
        DistanceExtra,
        Copy,
        Trailer,
        Done,
        Damaged,
    }

    private readonly byte[] _window = new byte[DeflateTables.WindowSize];
    private readonly PrefixDecoder _literals = new(DeflateTables.LiteralCodes + 2);
    private readonly PrefixDecoder _distances = new(DeflateTables.DistanceCodes + 2);
    private readonly PrefixDecoder _codeLengths = new(DeflateTables.LengthCodes);
    private readonly byte[] _lengths = new byte[DeflateTables.LiteralCodes + 2 + DeflateTables.DistanceCodes + 2];
    private ZlibFormat _format;
    private Stage _stage;
    private bool _lastBlock;
    private uint _checksum;

    // Bytes given out; the low bits say where in the window the next one goes.
    private ulong _total;
    private int _literalCount;
    private int _distanceCount;
    private int _codeLengthCount;
    private int _index;
    private int _symbol;
    private int _length;
    private int _distance;

    // During a call.
    private ulong _bits;
    private int _bitCount;
    private byte* _input;
    private byte* _inputEnd;
    private byte* _output;
    private byte* _outputEnd;

    public Inflation(int windowBits) => Reset(windowBits);

    public void Reset(int windowBits)
    {
        _format = windowBits < 0 ? ZlibFormat.Raw : windowBits > 15 ? ZlibFormat.Gzip : ZlibFormat.Zlib;
        _stage = _format == ZlibFormat.Raw ? Stage.BlockHead : Stage.Header;
        _checksum = _format == ZlibFormat.Zlib ? Checksums.AdlerStart : 0;
        _lastBlock = false;
        _total = 0;
        _bits = 0;
        _bitCount = 0;
        _headerStep = HeaderStep.Start;
    }

    public ZlibResult Run(ZlibStream* stream)
    {
        byte* start = stream->NextOut;
        _input = stream->NextIn;
        _inputEnd = _input + stream->AvailableIn;
        _output = start;
        _outputEnd = start + stream->AvailableOut;
        uint inputBefore = stream->AvailableIn;
        Stage before = _stage;
        Advance();
        int written = (int)(_output - start);
        if (written != 0 && _format != ZlibFormat.Raw)
            _checksum = _format == ZlibFormat.Gzip ? Checksums.Crc(_checksum, start, written) : Checksums.Adler(_checksum, start, written);
        if (_stage == Stage.Trailer)
            FinishTrailer();
        stream->NextIn = _input;
        stream->AvailableIn = (uint)(_inputEnd - _input);
        stream->NextOut = _output;
        stream->AvailableOut = (uint)(_outputEnd - _output);
        return _stage switch
        {
            Stage.Done => ZlibResult.StreamEnd,
            Stage.Damaged => ZlibResult.DataError,
            _ => written == 0 && inputBefore == stream->AvailableIn && before == _stage ? ZlibResult.BufferError : ZlibResult.Ok,
        };
    }

    // The checksum of this call's output is needed first.
    private void FinishTrailer()
    {
        if (TryFinish(out bool sound))
            _stage = sound ? Stage.Done : Stage.Damaged;
    }

    private void Advance()
    {
        bool going = true;
        while (going)
        {
            going = _stage switch
            {
                Stage.Header => ReadHeader(),
                Stage.BlockHead => ReadBlockHead(),
                Stage.StoredLength => ReadStoredLength(),
                Stage.Stored => CopyStored(),
                Stage.TableHead => ReadTableHead(),
                Stage.CodeLengths => ReadCodeLengths(),
                Stage.Lengths => ReadLengths(),
                Stage.Symbol => ReadSymbols(),
                Stage.LengthExtra => ReadLengthExtra(),
                Stage.Distance => ReadDistance(),
                Stage.DistanceExtra => ReadDistanceExtra(),
                Stage.Copy => CopyMatch(),
                _ => false,
            };
        }
    }

    // Input is read only when a bit of it is needed: behind the end of the data no whole byte is left in the buffer.
    private bool Need(int count)
    {
        while (_bitCount < count)
        {
            if (_input == _inputEnd)
                return false;
            _bits |= (ulong)*_input++ << _bitCount;
            _bitCount += 8;
        }

        return true;
    }

    private int Take(int count)
    {
        int value = (int)(_bits & ((1UL << count) - 1));
        _bits >>= count;
        _bitCount -= count;
        return value;
    }

    private bool Go(Stage stage)
    {
        _stage = stage;
        return true;
    }

    private bool Damaged() => Go(Stage.Damaged);

    // False when there is not enough input; a symbol of -1 is no code.
    private bool TryDecode(PrefixDecoder decoder, out int symbol)
    {
        while (true)
        {
            symbol = decoder.Decode(_bits, _bitCount, out int length);
            if (symbol < 0)
                return true;
            if (length != 0)
            {
                _bits >>= length;
                _bitCount -= length;
                return true;
            }

            if (!Need(_bitCount + 1))
                return false;
        }
    }

    private void Put(byte value)
    {
        *_output++ = value;
        _window[(int)_total & (DeflateTables.WindowSize - 1)] = value;
        _total++;
    }
}
