using System;

namespace Core.Program.Compression;

/// <summary>Compression under way (RFC 1950, 1951, 1952): finds matches in a window and gathers symbols to blocks.</summary>
/// <remarks>Input and output are in memory that does not move: arrays, or what a program took from the system.</remarks>
internal sealed unsafe partial class Deflation
{
    /// <summary>What is to become of the input so far.</summary>
    private enum Flush
    {
        None = 0,
        Sync = 2,
        Finish = 4,
        Block = 5,
    }

    private enum Strategy
    {
        Default,
        Filtered,
        HuffmanOnly,
        Runs,
        Fixed,
    }

    // Two windows: the one matches may reach back into, and the one that is filled.
    private const int BufferSize = 2 * DeflateTables.WindowSize;
    private const int LeastAhead = DeflateTables.LongestMatch + DeflateTables.ShortestMatch + 1;
    private const int FarthestMatch = DeflateTables.WindowSize - LeastAhead;
    private const int HashBits = 15;
    private const int FarForShortest = 4096;

    private readonly ZlibFormat _format;
    private readonly int _level;
    private readonly Strategy _strategy;
    private readonly DeflateEffort _effort;
    private readonly byte[] _buffer = new byte[BufferSize];

    // Positions + 1 of the last place with a hash, and of the place before each place.
    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[DeflateTables.WindowSize];
    private readonly BitWriter _writer = new();
    private int _position;
    private int _end;
    private int _blockStart;

    // The byte before the position waits, with its match, for a better one here.
    private bool _waiting;
    private int _waitingLength;
    private int _waitingDistance;
    private bool _headerWritten;
    private bool _finished;
    private Flush? _lastFlush;
    private uint _checksum;
    private uint _total;

    public Deflation(int level, int windowBits, int strategy)
    {
        _format = windowBits < 0 ? ZlibFormat.Raw : windowBits > 15 ? ZlibFormat.Gzip : ZlibFormat.Zlib;
        _level = level;
        _strategy = (Strategy)strategy;
        _effort = DeflateEffort.Of(level);
        _checksum = _format == ZlibFormat.Zlib ? Checksums.AdlerStart : 0;
    }

    public ZlibResult Run(ZlibStream* stream, int flushCode)
    {
        var flush = (Flush)flushCode;
        Flush? before = _lastFlush;
        _lastFlush = flush;
        WriteHeader();
        if (_writer.Pending != 0)
        {
            Drain(stream);
            if (_writer.Pending != 0)
                return Unfinished();
        }
        else if (stream->AvailableIn == 0 && flush != Flush.Finish && before is { } last && Rank(flush) <= Rank(last))
        {
            return ZlibResult.BufferError;
        }

        if (_finished)
            return stream->AvailableIn != 0 ? ZlibResult.BufferError : ZlibResult.StreamEnd;
        Compress(stream, flush);
        if (stream->AvailableIn == 0 && flush != Flush.None && !_finished)
            End(flush);
        Drain(stream);
        if (_writer.Pending != 0)
            return Unfinished();
        return _finished ? ZlibResult.StreamEnd : ZlibResult.Ok;
    }

    // There was no room: the next call may ask for the same again.
    private ZlibResult Unfinished()
    {
        _lastFlush = null;
        return ZlibResult.Ok;
    }

    private static int Rank(Flush flush) => flush == Flush.Block ? 1 : (int)flush * 2;

    private void Drain(ZlibStream* stream)
    {
        int count = _writer.Take(stream->NextOut, (int)Math.Min(stream->AvailableOut, int.MaxValue));
        stream->NextOut += count;
        stream->AvailableOut -= (uint)count;
    }

    private void Compress(ZlibStream* stream, Flush flush)
    {
        while (true)
        {
            Fill(stream);
            if (_position == _end || (_end - _position < LeastAhead && flush == Flush.None))
                return;
            int stop = flush == Flush.None || stream->AvailableIn != 0 ? _end - LeastAhead + 1 : _end;
            if (_level == 0)
                Store(stop);
            else
                Match(stop);
        }
    }

    private void Fill(ZlibStream* stream)
    {
        if (_position >= BufferSize - LeastAhead)
            Slide();
        int count = (int)Math.Min(stream->AvailableIn, (uint)(BufferSize - _end));
        if (count == 0)
            return;
        new ReadOnlySpan<byte>(stream->NextIn, count).CopyTo(_buffer.AsSpan(_end));
        if (_format != ZlibFormat.Raw)
            _checksum = _format == ZlibFormat.Gzip ? Checksums.Crc(_checksum, stream->NextIn, count) : Checksums.Adler(_checksum, stream->NextIn, count);
        _total += (uint)count;
        _end += count;
        stream->NextIn += count;
        stream->AvailableIn -= (uint)count;
    }

    // What the block under way began with may be lost: it can then not be stored.
    private void Slide()
    {
        Array.Copy(_buffer, DeflateTables.WindowSize, _buffer, 0, _end - DeflateTables.WindowSize);
        _position -= DeflateTables.WindowSize;
        _end -= DeflateTables.WindowSize;
        _blockStart -= DeflateTables.WindowSize;
        Lower(_heads);
        Lower(_previous);
    }

    private static void Lower(int[] positions)
    {
        for (int i = 0; i < positions.Length; i++)
            positions[i] = Math.Max(0, positions[i] - DeflateTables.WindowSize);
    }

    private void Match(int stop)
    {
        while (_position < stop)
        {
            int distance = 0;
            int length = _strategy == Strategy.HuffmanOnly ? 0 : Find(out distance);
            if (_waiting && _waitingLength >= DeflateTables.ShortestMatch && length <= _waitingLength)
            {
                AddMatch(_waitingLength, _waitingDistance);
                Pass(_waitingLength - 1);
                _waiting = false;
            }
            else
            {
                if (_waiting)
                    AddLiteral(_buffer[_position - 1]);
                Begin(length, distance);
            }

            if (_symbolCount >= SymbolsPerBlock)
                EndBlock(last: false);
        }
    }

    // A match long enough is taken; any other waits, and so does a literal.
    private void Begin(int length, int distance)
    {
        _waiting = length <= _effort.Lazy || length < DeflateTables.ShortestMatch;
        if (_waiting)
        {
            _waitingLength = length;
            _waitingDistance = distance;
            Pass(1);
            return;
        }

        AddMatch(length, distance);
        Pass(length);
    }

    // Goes on, entering each place into the chain of its hash. The first one was entered when it was looked for.
    private void Pass(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            _position++;
            if (i < count)
                Enter();
        }
    }

    // Enters the position; returns the place before it with the same hash, + 1.
    private int Enter()
    {
        if (_end - _position < DeflateTables.ShortestMatch)
            return 0;
        int sum = (_buffer[_position] << 16) | (_buffer[_position + 1] << 8) | _buffer[_position + 2];
        int hash = (int)((uint)(sum * -1640531535) >> (32 - HashBits));
        int place = _heads[hash];
        _heads[hash] = _position + 1;
        _previous[_position & (DeflateTables.WindowSize - 1)] = place;
        return place;
    }

    private int Find(out int distance)
    {
        distance = 0;
        int place = Enter();
        int most = Math.Min(DeflateTables.LongestMatch, _end - _position);
        if (most < DeflateTables.ShortestMatch)
            return 0;
        if (_strategy == Strategy.Runs)
            return FindRun(most, out distance);
        int best = _waiting ? Math.Max(_waitingLength, 2) : 2;
        int found = 0;
        int chain = _waiting && _waitingLength >= _effort.Nice / 4 ? (_effort.Chain + 3) / 4 : _effort.Chain;
        byte[] buffer = _buffer;
        while (place > 0 && _position - (place - 1) <= FarthestMatch && chain-- > 0)
        {
            int at = place - 1;
            if (best < most && buffer[at + best] == buffer[_position + best])
            {
                int length = buffer.AsSpan(at, most).CommonPrefixLength(buffer.AsSpan(_position, most));
                if (length > best)
                {
                    best = found = length;
                    distance = _position - at;
                    if (length >= _effort.Nice || length == most)
                        break;
                }
            }

            place = _previous[at & (DeflateTables.WindowSize - 1)];
        }

        return found == DeflateTables.ShortestMatch && (distance > FarForShortest || _strategy == Strategy.Filtered) ? 0 : found;
    }

    private int FindRun(int most, out int distance)
    {
        distance = 1;
        if (_position == 0)
            return 0;
        int length = _buffer.AsSpan(_position - 1, most).CommonPrefixLength(_buffer.AsSpan(_position, most));
        return length >= DeflateTables.ShortestMatch ? length : 0;
    }
}
