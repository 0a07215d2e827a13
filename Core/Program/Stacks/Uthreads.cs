using Abi;
using Core.Collector;
using Core.Machine;
using Core.Memory;
using Core.Tables;
using Core.Text;

namespace Core.Program.Stacks;

/// <summary>Control blocks of uthreads: creation, the list the collector walks, the end.</summary>
public static unsafe class Uthreads
{
    private static Uthread* s_first;
    private static ulong s_lastId;

    private static delegate*<void> s_beforeEnd;
    private static AllocationCache* s_cache;

    // 0: the default. No initialiser: a class constructor cannot run under the heap's lock.
    private static nuint s_stackLimit;

    /// <summary>Largest stack in bytes; a power of two.</summary>
    public static nuint StackLimit
    {
        get => s_stackLimit == 0 ? 256 * 1024 * 1024 : s_stackLimit;
        set => s_stackLimit = value;
    }

    public static Uthread* First => s_first;

    public static Uthread* Current => (Uthread*)Intrinsics.CurrentUthread();

    /// <summary>Makes a uthread standing before its entry, with a stack of the smallest size.</summary>
    /// <param name="entry">Code address of a static method taking one object (or nothing).</param>
    /// <param name="argument">Object the entry gets, kept alive by the block until <see cref="Free"/>; may be null.</param>
    /// <returns>Null when memory is short. The caller gives it a system stack and resumes it.</returns>
    [Export("CreateUthread")]
    public static Uthread* Create(nint entry, object? argument)
    {
        Uthread* uthread = null;
        Platform.RunOnSystemStack((nint)(delegate*<Uthread**, void>)&CreateNow, &uthread);
        if (uthread == null)
            return null;
        uthread->Entry = (ulong)entry;
        uthread->EntryArgument = (ulong)Intrinsics.AddressOf(argument);
        return uthread;
    }

    /// <summary>Gives new uthreads an allocation cache, where there is one for all: with one vcore.</summary>
    public static void SetCache(AllocationCache* cache) => s_cache = cache;

    /// <summary>What every uthread runs after its entry returned, on its own stack.</summary>
    public static void SetBeforeEnd(delegate*<void> function) => s_beforeEnd = function;

    /// <summary>Takes a uthread off the list and frees its stack and block. On the system stack; it must not run.</summary>
    public static void Free(Uthread* uthread)
    {
        Segments.FreeAll(uthread);
        StackPool.Give((byte*)uthread->StackLow, (nuint)(uthread->StackHigh - uthread->StackLow));
        Heap.AcquireLock();
        if (uthread->PreviousAll != null)
            uthread->PreviousAll->NextAll = uthread->NextAll;
        else
            s_first = uthread->NextAll;
        if (uthread->NextAll != null)
            uthread->NextAll->PreviousAll = uthread->PreviousAll;
        uint statics = ImageTables.Header->ThreadStaticsSize;
        if (statics != 0)
            MetadataPool.Give(uthread->ThreadStatics, statics);
        MetadataPool.Give((byte*)uthread, Uthread.Size);
        Heap.ReleaseLock();
    }

    /// <summary>Makes memory the block of a fixed stack.</summary>
    public static void InitializeSystem(Uthread* block, nuint stackLow, nuint stackHigh)
    {
        block->StackGuard = 0;
        block->StackLow = stackLow;
        block->StackHigh = stackHigh;
        block->SystemUthread = block;
        block->Flags = UthreadFlags.System;
        block->Version = Uthread.LayoutVersion;
        uint statics = ImageTables.Header->ThreadStaticsSize;
        if (statics != 0 && block->ThreadStatics == null)
            block->ThreadStatics = HeapSpace.TakeMetadata(statics);
    }

    /// <summary>Makes a system stack of its own with its block.</summary>
    /// <param name="bytes">A multiple of the heap's page size.</param>
    public static Uthread* CreateSystem(nuint bytes)
    {
        byte* stack = StackPool.Take(bytes);
        if (stack == null)
            return null;
        Heap.AcquireLock();
        var block = (Uthread*)MetadataPool.Take(Uthread.Size);
        Heap.ReleaseLock();
        InitializeSystem(block, (nuint)stack, (nuint)stack + bytes);
        return block;
    }

    /// <summary>The guard a uthread's stack has when nobody wants it to stop.</summary>
    public static ulong NormalGuard(Uthread* uthread) =>
        StressModes.PoisonGuard ? Uthread.Poison : uthread->StackLow + Uthread.GuardDistance;

    private static void CreateNow(Uthread** result)
    {
        byte* stack = StackPool.Take(StackPool.SmallestSize);
        if (stack == null)
            return;
        Heap.AcquireLock();
        var uthread = (Uthread*)MetadataPool.Take(Uthread.Size);
        uint statics = ImageTables.Header->ThreadStaticsSize;
        if (statics != 0)
            uthread->ThreadStatics = MetadataPool.Take(statics);
        uthread->Id = ++s_lastId;
        uthread->NextAll = s_first;
        if (s_first != null)
            s_first->PreviousAll = uthread;
        s_first = uthread;
        Heap.ReleaseLock();
        uthread->Version = Uthread.LayoutVersion;
        uthread->Cache = s_cache;
        uthread->StackLow = (ulong)stack;
        uthread->StackHigh = (ulong)stack + StackPool.SmallestSize;
        uthread->StackGuard = NormalGuard(uthread);
        uthread->Saved = UthreadSaved.New;
        uthread->SavedRsp = uthread->StackHigh;
        uthread->SavedRip = (ulong)(nint)(delegate*<void>)&UthreadRoutines.Start;
        *result = uthread;
    }

    // Called by the routine at the bottom of a split stack when the entry returned.
    [Export("UthreadEnded")]
    private static void EntryReturned()
    {
        if (s_beforeEnd != null)
            s_beforeEnd();
        Platform.RunOnSystemStack((nint)(delegate*<Uthread*, void>)&UthreadHooks.Ended, Current);
        Fatal.Stop("a uthread ended and there is no scheduler"u8);
    }
}
