using System;
using System.Collections.Generic;
using System.IO;

namespace IL2CPU.Link;

/// <summary>Content of a file in pieces: a big one need not be in memory twice.</summary>
public sealed class ImageFile
{
    private readonly List<(long Offset, ReadOnlyMemory<byte> Content)> _parts = [];

    /// <summary>Bytes of the file.</summary>
    public long Length { get; private set; }

    /// <summary>What no part covers is zero. Parts come in the order of their offsets.</summary>
    internal void Add(long offset, ReadOnlyMemory<byte> content)
    {
        if (offset < Length)
            throw new ArgumentException($"the part at {offset} begins before the end of the last one at {Length}", nameof(offset));
        _parts.Add((offset, content));
        Length = offset + content.Length;
    }

    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long at = 0;
        Span<byte> zeros = stackalloc byte[512];
        zeros.Clear();
        foreach ((long offset, ReadOnlyMemory<byte> content) in _parts)
        {
            for (; at < offset; at += Math.Min(offset - at, zeros.Length))
                stream.Write(zeros[..(int)Math.Min(offset - at, zeros.Length)]);
            stream.Write(content.Span);
            at += content.Length;
        }
    }

    public byte[] ToArray()
    {
        var file = new byte[Length];
        foreach ((long offset, ReadOnlyMemory<byte> content) in _parts)
            content.Span.CopyTo(file.AsSpan((int)offset));
        return file;
    }
}
