namespace Core.Program.Compression;

// What stands in front of the compressed data and behind it.
internal sealed unsafe partial class Deflation
{
    private const int LargestWindow = 0x78;
    private const byte Unix = 3;

    private void WriteHeader()
    {
        if (_headerWritten)
            return;
        _headerWritten = true;
        if (_format == ZlibFormat.Gzip)
        {
            byte effort = _level == 9 ? (byte)2 : _strategy >= Strategy.HuffmanOnly || _level == 1 ? (byte)4 : (byte)0;
            _writer.Append([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, effort, Unix]);
        }
        else if (_format == ZlibFormat.Zlib)
        {
            int effort = _strategy >= Strategy.HuffmanOnly || _level is 0 or 1 ? 0 : _level is > 1 and < 6 ? 1 : _level is 6 or < 0 ? 2 : 3;
            int header = (LargestWindow << 8) | (effort << 6);
            header += 31 - (header % 31);
            _writer.Append([(byte)(header >> 8), (byte)header]);
        }
    }

    private void WriteTrailer()
    {
        _writer.Align();
        if (_format == ZlibFormat.Gzip)
        {
            _writer.Write(_checksum, 32);
            _writer.Write(_total, 32);
        }
        else if (_format == ZlibFormat.Zlib)
        {
            _writer.Write(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(_checksum), 32);
        }
    }
}
