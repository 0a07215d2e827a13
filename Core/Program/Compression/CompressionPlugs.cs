using System;
using System.Runtime.CompilerServices;
using Abi;
using Core.Program.Stacks;

namespace Core.Program.Compression;

/// <summary>System.IO.Compression keeps the addresses of input and output as integers; what is on the stack, which moves, is copied here.</summary>
internal static unsafe class CompressionPlugs
{
    private const string Inflater = "System.IO.Compression.Inflater";
    private const string Deflater = "System.IO.Compression.Deflater";
    private const string InflaterType = Inflater + ", System.IO.Compression";
    private const string DeflaterType = Deflater + ", System.IO.Compression";

    [Plug(Inflater, "Inflate", Parameters = "System.Byte&", Hash = "a413a877ee2f0422")]
    private static bool Inflate(object inflater, out byte value)
    {
        var one = new byte[1];
        bool any = InflateArray(inflater, one, 0, 1) != 0;
        value = one[0];
        return any;
    }

    [Plug(Inflater, "Inflate", Parameters = "System.Span`1<System.Byte>", Hash = "6508caf71d21d4b7")]
    private static int Inflate(object inflater, Span<byte> destination)
    {
        if (destination.Length == 0)
            return 0;
        fixed (byte* start = destination)
        {
            if (Stays(start))
                return InflateMemory(inflater, start, destination.Length);
        }

        var copy = new byte[destination.Length];
        int count = InflateArray(inflater, copy, 0, copy.Length);
        copy.AsSpan(0, count).CopyTo(destination);
        return count;
    }

    [Plug(Deflater, "SetInput", Parameters = "System.Byte*,System.Int32", Hash = "a34cb763bbaedbfd")]
    private static void SetInput(object deflater, byte* input, int count) =>
        SetMemory(deflater, new ReadOnlySpan<byte>(input, count).ToArray());

    private static bool Stays(byte* address)
    {
        Uthread* uthread = Uthreads.Current;
        return (ulong)address - uthread->StackLow >= uthread->StackHigh - uthread->StackLow;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Inflate")]
    private static extern int InflateArray([UnsafeAccessorType(InflaterType)] object inflater, byte[] bytes, int offset, int length);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "InflateVerified")]
    private static extern int InflateMemory([UnsafeAccessorType(InflaterType)] object inflater, byte* bytes, int length);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetInput")]
    private static extern void SetMemory([UnsafeAccessorType(DeflaterType)] object deflater, ReadOnlyMemory<byte> input);
}
