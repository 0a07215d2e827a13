using System;
using System.IO;

namespace Core.Program.Plugs;

/// <summary>Unbuffered stream over a descriptor.</summary>
internal sealed unsafe class DescriptorStream(int descriptor) : Stream
{
    public override bool CanRead => descriptor == 0;

    public override bool CanWrite => descriptor != 0;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
            return 0;
        fixed (byte* data = buffer)
        {
            nint count = Leaves.Read(descriptor, data, (nuint)buffer.Length);
            if (count < 0)
                throw new IOException("cannot read from the console");
            return (int)count;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length == 0)
            return;
        fixed (byte* data = buffer)
        {
            if (Leaves.Write(descriptor, data, (nuint)buffer.Length) < 0)
                throw new IOException("cannot write to the console");
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
