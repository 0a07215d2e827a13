using System.Runtime.CompilerServices;
using Abi;
using Core.Collector;
using Core.Memory;
using Core.Types;

namespace Core.Program.Collector;

/// <summary>Marks what is reachable. World stopped, system stack; no recursion.</summary>
/// <remarks>When the mark stack cannot grow, marked objects are searched for unscanned ones until none is left.</remarks>
internal static unsafe class Marker
{
    private const nuint FirstEntries = 8192;

    private static nuint* s_stack;
    private static nuint s_count;
    private static nuint s_capacity;
    private static bool s_overflowed;

    // Copies of the heap's bounds and page map while a collection runs.
    private static nuint s_low;
    private static nuint s_used;
    private static Span** s_map;

    public static void Begin()
    {
        s_count = 0;
        s_overflowed = false;
        s_low = HeapSpace.PagesLow;
        s_used = HeapSpace.PagesUsed;
        s_map = HeapSpace.PageMap;
        if (s_stack == null)
        {
            s_stack = HeapSpace.MarkStack(FirstEntries);
            s_capacity = s_stack == null ? 0 : FirstEntries;
        }
    }

    /// <summary>Marks the object a pointer points at or into, if it is one of the heap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mark(nuint pointer)
    {
        nuint offset = pointer - s_low;
        if (offset >= s_used)
            return;
        Span* span = s_map[offset >> HeapSpace.PageShift];
        if (span != null)
            MarkIn(span, pointer);
    }

    // A span without objects has no blocks; a large object is block 0 of 1, for its reciprocal is 0.
    private static void MarkIn(Span* span, nuint pointer)
    {
        var index = (uint)(((pointer - span->Start) * span->Reciprocal) >> 32);
        if (index >= span->BlockCount)
            return;
        uint word = index >> 6;
        ulong bit = 1UL << (int)(index & 63);
        ulong marked = span->Marked[word];
        if ((marked & bit) != 0 || (span->Allocated[word] & bit) == 0)
            return;
        span->Marked[word] = marked | bit;
        if (!span->HasReferences)
            return;
        if (s_count == s_capacity && !Enlarge())
        {
            s_overflowed = true;
            return;
        }

        s_stack[s_count++] = Heap.ObjectAt(span, index);
    }

    /// <summary>Scans until nothing new is found.</summary>
    public static void Drain()
    {
        do
        {
            while (s_count != 0)
                Scan(s_stack[--s_count]);
        }
        while (s_overflowed && Rescan());
    }

    private static bool Enlarge()
    {
        nuint* stack = HeapSpace.MarkStack(s_capacity * 2);
        if (stack == null)
            return false;
        s_stack = stack;
        s_capacity *= 2;
        return true;
    }

    // Scans every marked object again; true when that marked something.
    private static bool Rescan()
    {
        s_overflowed = false;
        for (Span* span = Heap.InUse; span != null; span = span->NextInUse)
        {
            if (!span->HasReferences)
                continue;
            for (uint i = 0; i < span->BlockCount; i++)
            {
                if ((span->Marked[i >> 6] & (1UL << (int)(i & 63))) != 0)
                    Scan(Heap.ObjectAt(span, i));
                while (s_count != 0)
                    Scan(s_stack[--s_count]);
            }
        }

        return true;
    }

    private static void Scan(nuint address)
    {
        var type = *(MethodTable**)address;
        if (type == null)
            return;
        GcDescriptor* descriptor = MethodTable.Descriptor(type);
        if (descriptor == null)
            return;
        var bitmap = (ulong*)(descriptor + 1);
        switch (descriptor->Kind)
        {
            case GcDescriptorKind.Fixed:
                ScanBitmap(address, bitmap, descriptor->WordCount);
                break;
            case GcDescriptorKind.ReferenceArray:
                ScanReferences((nuint*)(address + descriptor->DataOffset), *(uint*)(address + 8));
                break;
            case GcDescriptorKind.StructArray:
                nuint element = address + descriptor->DataOffset;
                for (uint i = *(uint*)(address + 8); i != 0; i--, element += descriptor->ElementSize)
                    ScanBitmap(element, bitmap, descriptor->WordCount);
                break;
        }
    }

    private static void ScanReferences(nuint* cell, uint count)
    {
        for (uint i = 0; i < count; i++)
        {
            if (cell[i] != 0)
                Mark(cell[i]);
        }
    }

    /// <summary>Marks the cells of a block of memory that its bitmap names.</summary>
    public static void ScanBitmap(nuint start, ulong* bitmap, uint words)
    {
        for (uint i = 0; i < words; i++, start += 64 * 8)
        {
            for (ulong bits = bitmap[i]; bits != 0; bits &= bits - 1)
            {
                nuint value = *(nuint*)(start + 8 * (nuint)System.Numerics.BitOperations.TrailingZeroCount(bits));
                if (value != 0)
                    Mark(value);
            }
        }
    }
}
