using System.Runtime.CompilerServices;
using System.Threading;
using Abi;
using Core.Casting;
using Core.Collector;
using Core.Machine;
using Core.Memory;
using Core.Types;

namespace Core.Program.Collector;

/// <summary>Objects with finalizers, and those waiting to be finalized.</summary>
/// <remarks>
/// Both lists hold addresses of objects in memory outside the heap. Guarded by the heap lock. A bit in the object's header says
/// that its finalizer is not to run; an entry is taken away only when its object is found unreachable, or its turn comes.
/// </remarks>
internal static unsafe class Finalization
{
    // In the 32 bits in front of the MethodTable pointer, of which the base library uses the lower 28.
    private const int Suppressed = 1 << 30;
    private const nuint HeaderDistance = 4;

    private static nuint* s_registered;
    private static nuint s_registeredCount;
    private static nuint s_registeredCapacity;
    private static nuint* s_due;
    private static long s_dueTotal;
    private static long s_takenTotal;
    private static nuint s_dueFirst;
    private static nuint s_dueCount;
    private static nuint s_dueCapacity;

    /// <summary>Objects whose finalizers have not run yet although they are unreachable.</summary>
    public static nuint DueCount => Volatile.Read(ref s_dueCount) - s_dueFirst;

    [Export("RhpNewFinalizable")]
    private static object NewFinalizable(MethodTable* type)
    {
        FinalizerThread.EnsureStarted();
        object result = Allocator.NewObject(type);
        Register(result);
        return result;
    }

    [Export("RhReRegisterForFinalize")]
    private static bool ReRegister(object value)
    {
        // Still in a list: as if it had never been suppressed.
        if ((Interlocked.And(ref *Header((nuint)Intrinsics.AddressOf(value)), ~Suppressed) & Suppressed) == 0)
            Register(value);
        return true;
    }

    [Export("RhSuppressFinalize")]
    private static void Suppress(object value)
    {
        if (MethodTable.Extension(TypeCast.TypeOf(value))->Finalizer != 0)
            Interlocked.Or(ref *Header((nuint)Intrinsics.AddressOf(value)), Suppressed);
    }

    /// <summary>Moves unmarked registered objects to the due list and marks them. World stopped.</summary>
    public static void Separate()
    {
        nuint kept = 0;
        for (nuint i = 0; i < s_registeredCount; i++)
        {
            nuint address = s_registered[i];
            if (Heap.IsMarked(address))
                s_registered[kept++] = address;
            else if ((*Header(address) & Suppressed) != 0)
                *Header(address) &= ~Suppressed;
            else
                AddDue(address);
        }

        s_registeredCount = kept;
        MarkDue();
    }

    private static void AddDue(nuint address)
    {
        Append(ref s_due, ref s_dueCount, ref s_dueCapacity, address);
        s_dueTotal++;
    }

    public static void MarkDue()
    {
        for (nuint i = s_dueFirst; i < s_dueCount; i++)
            Marker.Mark(s_due[i]);
        Marker.Drain();
    }

    /// <summary>Objects that ever became due.</summary>
    public static long DueTotal => Volatile.Read(ref s_dueTotal);

    /// <summary>Runs due finalizers on the calling uthread. An exception in one is unhandled, as on .NET.</summary>
    public static void RunDue()
    {
        while (true)
        {
            FinalizerThread.NoteDone(s_takenTotal);

            // A cell of reference kind: the collector may run as soon as the object left the due list.
            object? value = null;
            Platform.RunOnSystemStack((nint)(delegate*<nuint*, void>)&TakeDue, Unsafe.AsPointer(ref value));
            if (value == null)
                return;
            nuint finalizer = MethodTable.Extension(TypeCast.TypeOf(value))->Finalizer;
            if (finalizer != 0)
                ((delegate*<object, void>)finalizer)(value);
        }
    }

    private static void Register(object value) =>
        Platform.RunOnSystemStack((nint)(delegate*<nuint, void>)&Add, (void*)Intrinsics.AddressOf(value));

    private static void Add(nuint address)
    {
        Heap.AcquireLock();
        Append(ref s_registered, ref s_registeredCount, ref s_registeredCapacity, address);
        Heap.ReleaseLock();
    }

    // In the order they became due. The bit of one that was suppressed meanwhile is taken back with its entry.
    private static void TakeDue(nuint* result)
    {
        Heap.AcquireLock();
        *result = 0;
        while (*result == 0 && s_dueFirst < s_dueCount)
        {
            nuint address = s_due[s_dueFirst++];
            s_takenTotal++;
            if ((Interlocked.And(ref *Header(address), ~Suppressed) & Suppressed) == 0)
                *result = address;
        }

        if (s_dueFirst == s_dueCount)
            s_dueFirst = s_dueCount = 0;
        Heap.ReleaseLock();
    }

    private static int* Header(nuint address) => (int*)(address - HeaderDistance);

    private static void Append(ref nuint* list, ref nuint count, ref nuint capacity, nuint address)
    {
        if (count == capacity)
        {
            nuint larger = capacity == 0 ? 256 : capacity * 2;
            var copy = (nuint*)MetadataPool.Take(larger * 8);
            if (capacity != 0)
            {
                MachineRoutines.MemMove(copy, list, count * 8);
                MetadataPool.Give((byte*)list, capacity * 8);
            }

            list = copy;
            capacity = larger;
        }

        list[count++] = address;
    }
}
