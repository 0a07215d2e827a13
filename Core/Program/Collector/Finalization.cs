using System.Runtime.CompilerServices;
using Abi;
using Core.Casting;
using Core.Collector;
using Core.Machine;
using Core.Memory;
using Core.Types;

namespace Core.Program.Collector;

/// <summary>Objects with finalizers, and those waiting to be finalized.</summary>
/// <remarks>Both lists hold addresses of objects in memory outside the heap. Guarded by the heap lock.</remarks>
internal static unsafe class Finalization
{
    private static nuint* s_registered;
    private static nuint s_registeredCount;
    private static nuint s_registeredCapacity;
    private static nuint* s_due;
    private static nuint s_dueCount;
    private static nuint s_dueCapacity;

    /// <summary>Objects whose finalizers have not run yet although they are unreachable.</summary>
    public static nuint DueCount => s_dueCount;

    [Export("RhpNewFinalizable")]
    private static object NewFinalizable(MethodTable* type)
    {
        object result = Allocator.NewObject(type);
        Register(result);
        return result;
    }

    [Export("RhReRegisterForFinalize")]
    private static bool ReRegister(object value)
    {
        Register(value);
        return true;
    }

    [Export("RhSuppressFinalize")]
    private static void Suppress(object value) =>
        Platform.RunOnSystemStack((nint)(delegate*<nuint, void>)&Remove, (void*)Intrinsics.AddressOf(value));

    /// <summary>Moves unmarked registered objects to the due list and marks them. World stopped.</summary>
    public static void Separate()
    {
        nuint kept = 0;
        for (nuint i = 0; i < s_registeredCount; i++)
        {
            nuint address = s_registered[i];
            if (Heap.IsMarked(address))
                s_registered[kept++] = address;
            else
                Append(ref s_due, ref s_dueCount, ref s_dueCapacity, address);
        }

        s_registeredCount = kept;
        MarkDue();
    }

    public static void MarkDue()
    {
        for (nuint i = 0; i < s_dueCount; i++)
            Marker.Mark(s_due[i]);
        Marker.Drain();
    }

    /// <summary>Runs due finalizers on the calling uthread. An exception in one is unhandled, as on .NET.</summary>
    public static void RunDue()
    {
        while (true)
        {
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

    private static void Remove(nuint address)
    {
        Heap.AcquireLock();

        // Most often suppressed soon after creation: from the end.
        for (nuint i = s_registeredCount; i != 0; i--)
        {
            if (s_registered[i - 1] == address)
            {
                s_registered[i - 1] = s_registered[--s_registeredCount];
                break;
            }
        }

        Heap.ReleaseLock();
    }

    private static void TakeDue(nuint* result)
    {
        Heap.AcquireLock();
        *result = s_dueCount == 0 ? 0 : s_due[--s_dueCount];
        Heap.ReleaseLock();
    }

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
