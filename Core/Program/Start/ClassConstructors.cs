using System;
using System.Threading;
using Abi;
using Core.Machine;
using Core.Program.Stacks;
using Core.Program.Threads;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Start;

/// <summary>Runs class constructors once, on first use.</summary>
/// <remarks>
/// The context cell holds the constructor's address until it has run, then 0, so a type without that cell or with 0 in it
/// never comes here. A uthread that needs a type another is initialising waits, unless that one waits for this one.
/// </remarks>
internal static unsafe class ClassConstructors
{
    // The lock of what follows, and where waits for the end of a run are: any end wakes all.
    private static LowLevelMonitor s_monitor;
    private static Run? s_runs;

    private sealed class Run(nint context, ulong owner)
    {
        public nint Context { get; } = context;

        /// <summary>Id of the uthread that runs it; 0 after a failure.</summary>
        public ulong Owner { get; set; } = owner;

        /// <summary>Context its owner waits for, or 0.</summary>
        public nint WaitsFor { get; set; }

        public TypeInitializationException? Failure { get; set; }

        public Run? Next { get; set; }
    }

    [Export("RunClassConstructor")]
    private static void EnsureRun(nint* context)
    {
        ulong self = Uthreads.Current->Id;
        Run? mine = null;
        while (true)
        {
            nint code = Volatile.Read(ref *context);
            if (code == 0)
                return;
            mine ??= new Run((nint)context, self);
            Acquire();
            Run? other = Find((nint)context);
            if (other == null)
            {
                // Done since it was looked at: the cell is cleared before the run leaves the list.
                if (Volatile.Read(ref *context) == 0)
                {
                    Release();
                    return;
                }

                mine.Next = s_runs;
                s_runs = mine;
                Release();
                Execute(mine, context, code);
                return;
            }

            TypeInitializationException? failure = other.Failure;
            bool proceed = failure == null && WaitsFor(other, self);
            SetWaiting(self, failure == null && !proceed ? (nint)context : 0);
            if (failure == null && !proceed)
            {
                WaitAndRelease();
                continue;
            }

            Release();
            if (failure != null)
                throw failure;
            return;
        }
    }

    [Plug("Internal.Runtime.Augments.RuntimeAugments", "EnsureClassConstructorRun", Hash = "8dedd3fa60f62c1b")]
    private static void EnsureRun(nint context) => EnsureRun((nint*)context);

    [Plug("Internal.Reflection.Augments.ReflectionAugments", "RunClassConstructor", Hash = "3c5fe8c6ba56d06f")]
    private static void EnsureRun(RuntimeTypeHandle type)
    {
        // A type's address is all there is to its handle.
        nuint context = MethodTable.Extension((MethodTable*)type.Value)->ClassConstructor;
        if (context != 0)
            EnsureRun((nint*)context);
    }

    private static void Execute(Run run, nint* context, nint code)
    {
        try
        {
            ((delegate*<void>)code)();
        }
        catch (Exception exception)
        {
            var failure = new TypeInitializationException(TypeName((nuint)context), exception);
            Acquire();
            run.Failure = failure;
            run.Owner = 0;
            SignalAllAndRelease();
            throw failure;
        }

        Volatile.Write(ref *context, 0);
        Acquire();
        Remove(run);
        SignalAllAndRelease();
    }

    // True when the run is this uthread's own, or its owner waits (through others) for one of this uthread's.
    private static bool WaitsFor(Run run, ulong self)
    {
        Run? current = run;
        for (int i = 0; current != null && i < 100; i++)
        {
            if (current.Owner == self)
                return true;
            current = current.WaitsFor == 0 ? null : Find(current.WaitsFor);
        }

        return false;
    }

    private static void SetWaiting(ulong self, nint context)
    {
        for (Run? run = s_runs; run != null; run = run.Next)
        {
            if (run.Owner == self)
                run.WaitsFor = context;
        }
    }

    private static Run? Find(nint context)
    {
        Run? run = s_runs;
        while (run != null && run.Context != context)
            run = run.Next;
        return run;
    }

    private static void Remove(Run run)
    {
        if (s_runs == run)
        {
            s_runs = run.Next;
            return;
        }

        for (Run? before = s_runs; before != null; before = before.Next)
        {
            if (before.Next == run)
            {
                before.Next = run.Next;
                return;
            }
        }
    }

    // Code on a system stack cannot park: it waits for another vcore.
    private static bool CanPark => (Uthreads.Current->Flags & UthreadFlags.System) == 0;

    // SAFETY: static data does not move.
    private static LowLevelMonitor* Monitor
    {
        get
        {
            fixed (LowLevelMonitor* monitor = &s_monitor)
                return monitor;
        }
    }

    private static void Acquire()
    {
        if (CanPark)
        {
            LowLevelMonitor.Acquire(Monitor);
            return;
        }

        while (!LowLevelMonitor.TryAcquire(Monitor))
            X86.Pause();
    }

    private static void Release() => LowLevelMonitor.Release(Monitor);

    private static void SignalAllAndRelease() => LowLevelMonitor.SignalAllAndRelease(Monitor);

    private static void WaitAndRelease()
    {
        if (CanPark)
            LowLevelMonitor.Wait(Monitor, 0);
        LowLevelMonitor.Release(Monitor);
        if (!CanPark)
            X86.Pause();
    }

    private static string TypeName(nuint context)
    {
        ImageHeader* header = ImageTables.Header;
        for (uint i = 0; i < header->ClassConstructorCount; i++)
        {
            if (header->ClassConstructors[i].Context != context)
                continue;
            return TableNames.TextOf(header->ClassConstructors[i].TypeName);
        }

        return "?";
    }
}
