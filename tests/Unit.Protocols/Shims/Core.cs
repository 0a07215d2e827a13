#pragma warning disable IDE0130, CA1801 // The namespaces and signatures of what is replaced.
using System;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Abi;

namespace Core
{
    [AttributeUsage(AttributeTargets.All)]
    internal sealed class NoAllocAttribute(string reason) : Attribute
    {
        public string Reason { get; } = reason;
    }

    [AttributeUsage(AttributeTargets.All)]
    internal sealed class NoSplitAttribute(string reason) : Attribute
    {
        public string Reason { get; } = reason;
    }
}

namespace Core.Machine
{
    internal static class X86
    {
        [ThreadStatic]
        private static int t_pauses;

        /// <summary>There may be fewer cores than threads: who waits long lets others run.</summary>
        public static void Pause()
        {
            if (++t_pauses % 64 == 0)
                Thread.Yield();
            else
                X86Base.Pause();
        }
    }

    internal static unsafe class MachineRoutines
    {
        public static void MemSet(void* destination, int value, nuint bytes) =>
            new Span<byte>(destination, (int)bytes).Fill((byte)value);
    }

    internal static class Intrinsics
    {
        public static nint CurrentUthread() => Unit.Protocols.HostUthread.Current;
    }
}

namespace Core.Program
{
    internal static unsafe class Platform
    {
        public static void RunOnSystemStack(nint function, void* argument) => ((delegate*<void*, void>)function)(argument);
    }
}

namespace Core.Program.Threads
{
    internal static unsafe class UthreadScheduler
    {
        public static void Park(Uthread* uthread, int* lockWord, ulong deadlineNs) => Unit.Protocols.HostUthread.Park(uthread, lockWord, deadlineNs);

        public static void Ready(Uthread* uthread) => Unit.Protocols.HostUthread.Ready(uthread);
    }
}

namespace Goroutines
{
    internal static unsafe class Platform
    {
        public static void Park(int* lockWord) => throw new NotSupportedException();

        public static void Yield() => Thread.Yield();
    }
}
