using System.Runtime.InteropServices;

namespace Core.Memory;

/// <summary>What a run of pages is used for.</summary>
public enum SpanState : byte
{
    /// <summary>Descriptor without pages.</summary>
    None,

    /// <summary>In the page heap's lists.</summary>
    Free,

    /// <summary>Blocks of one size.</summary>
    Small,

    /// <summary>One object.</summary>
    Large,

    /// <summary>Stacks, or other memory the collector does not look into.</summary>
    Opaque,
}

/// <summary>Descriptor of a run of pages.</summary>
/// <remarks>Lives in the metadata part and is reused. Guarded by the heap lock.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Span
{
    public nuint Start;
    public nuint Pages;
    public SpanState State;
    public byte SizeClass;

    /// <summary>Objects in it hold references.</summary>
    public bool HasReferences;

    /// <summary>The memory was used before and must be zeroed when handed out.</summary>
    public bool NeedsZero;

    /// <summary>Bytes per block; for a large object its size.</summary>
    public uint BlockSize;

    /// <summary>0 unless the span holds objects.</summary>
    public uint BlockCount;

    /// <summary>2^32 / BlockSize rounded up: index = offset * Reciprocal >> 32. 0 for a large object.</summary>
    public uint Reciprocal;

    /// <summary>Words of each bitmap; bits behind the last block are set in <see cref="Allocated"/>.</summary>
    public uint BitmapWords;

    /// <summary>First word of <see cref="Allocated"/> that may have a clear bit.</summary>
    public uint NextWord;

    public ulong* Allocated;
    public ulong* Marked;

    /// <summary>List of free runs, of partly used spans of a class, or of free descriptors.</summary>
    public Span* Next;
    public Span* Previous;

    /// <summary>List of spans that hold objects.</summary>
    public Span* NextInUse;
    public Span* PreviousInUse;

    public readonly nuint Bytes => Pages << HeapSpace.PageShift;

    public readonly nuint End => Start + Bytes;
}
