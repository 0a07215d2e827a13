namespace Core.Program.Compression;

// What stands in front of the compressed data and behind it.
internal sealed unsafe partial class Inflation
{
    private const int Deflated = 8;
    private const int HeaderSum = 2;
    private const int Extra = 4;
    private const int Name = 8;
    private const int Comment = 16;
    private const int Reserved = 0xE0;

    private HeaderStep _headerStep;
    private int _flags;

    private enum HeaderStep
    {
        Start,
        Time,
        ExtraLength,
        Extra,
        Name,
        Comment,
        Sum,
    }

    private bool ReadHeader()
    {
        if (_headerStep == HeaderStep.Start)
            return _format == ZlibFormat.Zlib ? ReadZlibHeader() : ReadGzipStart();
        return _headerStep switch
        {
            HeaderStep.Time => Skip(48, HeaderStep.ExtraLength),
            HeaderStep.ExtraLength => (_flags & Extra) == 0 ? Next(HeaderStep.Name) : ReadExtraLength(),
            HeaderStep.Extra => SkipExtra(),
            HeaderStep.Name => (_flags & Name) == 0 ? Next(HeaderStep.Comment) : SkipText(HeaderStep.Comment),
            HeaderStep.Comment => (_flags & Comment) == 0 ? Next(HeaderStep.Sum) : SkipText(HeaderStep.Sum),
            _ => ((_flags & HeaderSum) == 0 || Skip(16, HeaderStep.Start)) && Go(Stage.BlockHead),
        };
    }

    private bool ReadZlibHeader()
    {
        if (!Need(16))
            return false;
        int method = Take(8);
        int flags = Take(8);
        bool known = (method & 15) == Deflated && method >> 4 <= 7 && ((method << 8) | flags) % 31 == 0 && (flags & 0x20) == 0;
        return known ? Go(Stage.BlockHead) : Damaged();
    }

    private bool ReadGzipStart()
    {
        if (!Need(32))
            return false;
        bool known = Take(16) == 0x8B1F && Take(8) == Deflated;
        _flags = Take(8);
        return known && (_flags & Reserved) == 0 ? Next(HeaderStep.Time) : Damaged();
    }

    private bool ReadExtraLength()
    {
        if (!Need(16))
            return false;
        _length = Take(16);
        return Next(HeaderStep.Extra);
    }

    private bool SkipExtra()
    {
        for (; _length > 0; _length--)
        {
            if (!Need(8))
                return false;
            Take(8);
        }

        return Next(HeaderStep.Name);
    }

    private bool SkipText(HeaderStep next)
    {
        do
        {
            if (!Need(8))
                return false;
        }
        while (Take(8) != 0);
        return Next(next);
    }

    private bool Skip(int bits, HeaderStep next)
    {
        if (!Need(bits))
            return false;
        _bits >>= bits;
        _bitCount -= bits;
        return Next(next);
    }

    private bool Next(HeaderStep step)
    {
        _headerStep = step;
        return true;
    }

    // False when there is not enough input.
    private bool TryFinish(out bool sound)
    {
        sound = false;
        int bits = _format == ZlibFormat.Gzip ? 64 : 32;
        if (!Need(bits))
            return false;
        uint first = (uint)_bits;
        uint second = (uint)(_bits >> 32);
        _bits = bits == 64 ? 0 : _bits >> 32;
        _bitCount -= bits;
        sound = _format == ZlibFormat.Gzip
            ? first == _checksum && second == (uint)_total
            : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(first) == _checksum;
        return true;
    }
}
