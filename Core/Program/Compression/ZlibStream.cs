namespace Core.Program.Compression;

/// <summary>What System.IO.Compression and the leaves share: where input and output are. Layout of its ZLibNative.ZStream.</summary>
internal unsafe struct ZlibStream
{
    public byte* NextIn;
    public byte* NextOut;
    public nint Message;

    /// <summary>A handle of the <see cref="Inflation"/> or <see cref="Deflation"/>.</summary>
    public nint State;

    public uint AvailableIn;
    public uint AvailableOut;
}
