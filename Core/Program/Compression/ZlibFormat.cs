namespace Core.Program.Compression;

/// <summary>What stands around the compressed data; told by the number of window bits.</summary>
internal enum ZlibFormat
{
    Raw,
    Zlib,
    Gzip,
}
