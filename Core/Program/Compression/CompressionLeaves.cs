using System.Runtime.InteropServices;

namespace Core.Program.Compression;

/// <summary>Deflate, zlib and gzip for System.IO.Compression, under the names of the library it calls for them.</summary>
internal static unsafe class CompressionLeaves
{
    [Export("CompressionNative_Crc32")]
    private static uint Crc32(uint crc, byte* data, int count) => Checksums.Crc(crc, data, count);

    [Export("CompressionNative_InflateInit2_")]
    private static int InflateInit(ZlibStream* stream, int windowBits) => Keep(stream, new Inflation(windowBits));

    [Export("CompressionNative_InflateReset2_")]
    private static int InflateReset(ZlibStream* stream, int windowBits)
    {
        if (Find(stream) is not Inflation inflation)
            return (int)ZlibResult.StreamError;
        inflation.Reset(windowBits);
        return (int)ZlibResult.Ok;
    }

    [Export("CompressionNative_Inflate")]
    private static int Inflate(ZlibStream* stream, int flush) =>
        (int)(Find(stream) is Inflation inflation ? inflation.Run(stream) : ZlibResult.StreamError);

    [Export("CompressionNative_InflateEnd")]
    private static int InflateEnd(ZlibStream* stream) => Drop(stream);

    [Export("CompressionNative_DeflateInit2_")]
    private static int DeflateInit(ZlibStream* stream, int level, int method, int windowBits, int memory, int strategy) =>
        Keep(stream, new Deflation(level, windowBits, strategy));

    [Export("CompressionNative_Deflate")]
    private static int Deflate(ZlibStream* stream, int flush) =>
        (int)(Find(stream) is Deflation deflation ? deflation.Run(stream, flush) : ZlibResult.StreamError);

    [Export("CompressionNative_DeflateEnd")]
    private static int DeflateEnd(ZlibStream* stream) => Drop(stream);

    private static int Keep(ZlibStream* stream, object worker)
    {
        stream->State = GCHandle.ToIntPtr(GCHandle.Alloc(worker));
        stream->Message = 0;
        return (int)ZlibResult.Ok;
    }

    private static object? Find(ZlibStream* stream) => stream->State == 0 ? null : GCHandle.FromIntPtr(stream->State).Target;

    private static int Drop(ZlibStream* stream)
    {
        if (stream->State != 0)
            GCHandle.FromIntPtr(stream->State).Free();
        stream->State = 0;
        return (int)ZlibResult.Ok;
    }
}
