#pragma warning disable IDE0130, CA1801 // The namespaces and signatures of what is replaced.
using System;
using System.Threading;
using Abi;

namespace Kernel.Machine
{
    internal static class Tlb
    {
        public static void ServiceFlush()
        {
        }
    }

    internal static class Panic
    {
        public static void Unless(bool condition, string message)
        {
            if (!condition)
                throw new InvalidOperationException(message);
        }
    }

    /// <summary>User memory is the host's; the lock around each access is left out, so that nothing is stronger than the protocol asks for.</summary>
    internal sealed unsafe class AddressSpace
    {
        public Errno Read<T>(ulong address, out T value)
            where T : unmanaged
        {
            value = *(T*)address;
            return Errno.None;
        }

        public Errno Write<T>(ulong address, in T value)
            where T : unmanaged
        {
            Hesitation.Now();
            *(T*)address = value;
            return Errno.None;
        }

        public Errno StoreRelease(ulong address, uint value)
        {
            Volatile.Write(ref *(uint*)address, value);
            return Errno.None;
        }

        public Errno Add(ulong address, ulong amount, out ulong before)
        {
            before = Interlocked.Add(ref *(ulong*)address, amount) - amount;
            return Errno.None;
        }

        public Errno Exchange(ulong address, ulong value, out ulong before)
        {
            before = Interlocked.Exchange(ref *(ulong*)address, value);
            return Errno.None;
        }

        public Errno MapAnonymous(ulong address, ulong length, int protection, bool isFixed, out ulong mapped)
        {
            mapped = (ulong)TwoLevelScheduler.Pages.Map(length);
            return Errno.None;
        }
    }
}

namespace Kernel.Processes
{
    internal sealed class Process
    {
        public Machine.AddressSpace Space { get; } = new();

        public Events.UcqGate UcqGate { get; } = new();
    }
}
