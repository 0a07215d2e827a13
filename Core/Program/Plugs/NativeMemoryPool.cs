using System;
using System.Runtime.InteropServices;
using Core.Collector;
using Core.Machine;
using Core.Memory;

namespace Core.Program.Plugs;

/// <summary>malloc for the base library: zeroed pieces at multiples of 16 that do not move, their size in front.</summary>
/// <remarks>Small ones come from the heap's metadata; large ones are arrays, which a handle keeps alive: objects do not move either.</remarks>
public static unsafe class NativeMemoryPool
{
    private const nuint Header = 16;
    private const nuint SmallestLarge = 256 * 1024;

    // In front of each piece.
    private struct Piece
    {
        public nuint Bytes;

        /// <summary>Of the array around it; 0 in a small piece.</summary>
        public nint Handle;
    }

    private struct Request
    {
        public nuint Bytes;
        public byte* Memory;
    }

    /// <returns>Null when memory is short.</returns>
    public static void* Allocate(nuint bytes)
    {
        if (bytes >= SmallestLarge)
            return AllocateLarge(bytes);
        Request request = default;
        request.Bytes = bytes + Header;
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&Take, &request);
        ((Piece*)request.Memory)->Bytes = request.Bytes;
        ((Piece*)request.Memory)->Handle = 0;
        return request.Memory + Header;
    }

    public static void Free(void* memory)
    {
        if (memory == null)
            return;
        Piece* piece = (Piece*)memory - 1;
        if (piece->Handle != 0)
            GCHandle.FromIntPtr(piece->Handle).Free();
        else
            Platform.RunOnSystemStack((nint)(delegate*<byte*, void>)&Give, piece);
    }

    /// <summary>Bytes that fit into a piece, at least as many as were asked for.</summary>
    public static nuint SizeOf(void* memory) => ((Piece*)memory - 1)->Bytes - Header;

    private static void* AllocateLarge(nuint bytes)
    {
        if (bytes > (nuint)Array.MaxLength - (2 * Header))
            return null;
        try
        {
            byte[] array = new byte[bytes + (2 * Header)];
            nint handle = GCHandle.ToIntPtr(GCHandle.Alloc(array));
            nuint start = HeapSpace.Align((nuint)Intrinsics.AddressOf(array) + 16 + Header, Header);
            Piece* piece = (Piece*)start - 1;
            piece->Bytes = bytes + Header;
            piece->Handle = handle;
            return (void*)start;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Take(Request* request)
    {
        Heap.AcquireLock();
        request->Memory = MetadataPool.Take(request->Bytes);
        Heap.ReleaseLock();
    }

    private static void Give(byte* memory)
    {
        Heap.AcquireLock();
        MetadataPool.Give(memory, ((Piece*)memory)->Bytes);
        Heap.ReleaseLock();
    }
}
