using Abi;
using Core;
using Core.Machine;
using Syscalls;

namespace Usys;

/// <summary>The platform interface of Core, on Sharkaros: what Core needs of the system goes through usys and syscalls.</summary>
/// <remarks>The first group runs on a system stack or a goroutine's; pointers go straight into the struct.</remarks>
internal static unsafe class MetalPlatform
{
    private const ulong HeapReservation = 8UL << 30;
    private const ulong HeapAlignment = 2 << 20;

    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const int StandardError = 2;

    private static ProcInfo* Info => (ProcInfo*)AddressMap.ProcInfo;

    [Export("platform_heap_range")]
    private static nuint HeapRange(out nuint size)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Mmap;
        call.Arg1 = HeapReservation + HeapAlignment;
        call.Arg2 = Mmap.ProtRead | Mmap.ProtWrite;
        call.Arg3 = Mmap.Private | Mmap.Anonymous;
        call.Arg4 = ulong.MaxValue;
        Issue(&call);
        size = unchecked((nuint)HeapReservation);
        if (call.Error == 0)
            return (nuint)(((ulong)call.ReturnValue + HeapAlignment - 1) & ~(HeapAlignment - 1));
        Core.Text.Fatal.Stop("cannot reserve address space for the heap"u8);
        return 0;
    }

    /// <summary>The kernel gives zeroed frames at the first touch; making them present says whether there are enough.</summary>
    [Export("platform_commit")]
    private static bool Commit(nuint address, nuint bytes)
    {
        ulong pages = (ulong)bytes / AddressMap.PageSize;
        SyscallStruct call = default;
        call.Number = SyscallNumber.PopulateVa;
        call.Arg0 = address;
        call.Arg1 = pages;
        Issue(&call);
        return call.Error == 0 && (ulong)call.ReturnValue == pages;
    }

    // The kernel has no call that takes the frames and leaves the addresses.
    [Export("platform_release")]
    private static bool Release(nuint address, nuint bytes) => false;

    [Export("platform_write_error")]
    private static void WriteError(byte* text, nuint bytes)
    {
        while (bytes != 0)
        {
            nint written = WriteSome(StandardError, text, bytes);
            if (written <= 0)
                return;
            text += written;
            bytes -= (nuint)written;
        }
    }

    [Export("platform_exit")]
    private static void Exit(int status)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.ProcDestroy;
        call.Arg0 = (ulong)(uint)Info->Pid;
        call.Arg1 = (ulong)(uint)status;
        Issue(&call);
    }

    [Export("platform_write")]
    private static nint Write(int descriptor, byte* data, nuint bytes)
    {
        nuint done = 0;
        while (done < bytes)
        {
            nint written = WriteSome(descriptor, data + done, bytes - done);
            if (written < 0)
                return written;
            done += (nuint)written;
        }

        return (nint)done;
    }

    [Export("platform_read")]
    private static nint Read(int descriptor, byte* data, nuint bytes)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Read;
        Transfer(&call, descriptor, data, bytes);
        return call.Error != 0 ? -call.Error : (nint)call.ReturnValue;
    }

    // No signal of the base library's kind comes here: what ends a program ends it at once.
    [Export("platform_watch_signal")]
    private static void WatchSignal(int number, bool isWatched)
    {
    }

    [Export("platform_take_signals")]
    private static ulong TakeSignals() => 0;

    [Export("platform_default_signal")]
    private static void DefaultSignal(int number)
    {
    }

    [Export("platform_processor_count")]
    private static int ProcessorCount() => (int)Info->MaxVcores;

    /// <summary>Nanoseconds on the TSC since the machine started counting.</summary>
    [Export("platform_clock")]
    internal static long MonotonicNanoseconds()
    {
        ulong tsc = X86.Rdtsc();
        ulong frequency = Info->TscFrequency;
        return (long)((tsc / frequency * NanosecondsPerSecond) + (tsc % frequency * NanosecondsPerSecond / frequency));
    }

    /// <summary>TSC at a value of <see cref="MonotonicNanoseconds"/>.</summary>
    internal static ulong TscAt(ulong nanoseconds)
    {
        ulong frequency = Info->TscFrequency;
        return (nanoseconds / NanosecondsPerSecond * frequency) + (nanoseconds % NanosecondsPerSecond * frequency / NanosecondsPerSecond);
    }

    /// <summary>The console is a terminal where whoever started the machine has one, and says so in the environment.</summary>
    [Export("platform_is_terminal")]
    private static int IsTerminal(int descriptor) => 1;

    [Export("platform_terminal_size")]
    private static uint TerminalSize(int descriptor) => 0;

    [Export("platform_idle")]
    private static void Idle(long nanoseconds) =>
        UthreadSwitch.Switch(SwitchKind.Sleep, X86.Rdtsc() + TscAt((ulong)nanoseconds));

    [Export("platform_random")]
    private static void Random(byte* buffer, int bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes; i++)
        {
            if (i % 8 == 0 && !X86.Rdrand64(&value))
                value = (value * 6364136223846793005) + X86.Rdtsc();
            buffer[i] = (byte)(value >> (8 * (i % 8)));
        }
    }

    /// <returns>0, or -1 where the processor gives no random numbers.</returns>
    [Export("SystemNative_GetCryptographicallySecureRandomBytes")]
    private static int SecureRandom(byte* buffer, int bytes)
    {
        const int tries = 32;
        ulong value = 0;
        for (int i = 0; i < bytes; i++)
        {
            if (i % 8 == 0)
            {
                int left = tries;
                while (!X86.Rdrand64(&value))
                {
                    if (--left == 0)
                        return -1;
                    X86.Pause();
                }
            }

            buffer[i] = (byte)(value >> (8 * (i % 8)));
        }

        return 0;
    }

    [Export("SystemNative_GetTimestamp")]
    private static ulong GetTimestamp() => (ulong)MonotonicNanoseconds();

    [Export("SystemNative_GetLowResolutionTimestamp")]
    private static ulong GetLowResolutionTimestamp() => (ulong)MonotonicNanoseconds() / 1_000_000;

    /// <summary>Ticks of 100 ns since the Unix epoch; the caller adds the epoch.</summary>
    [Export("SystemNative_GetSystemTimeAsTicks")]
    private static long GetSystemTimeAsTicks()
    {
        ulong frequency = Info->TscFrequency;
        ulong elapsed = X86.Rdtsc() - Info->WallTimeTsc;
        ulong ns = (elapsed / frequency * NanosecondsPerSecond) + (elapsed % frequency * NanosecondsPerSecond / frequency);
        return (long)((Info->WallTimeNs + ns) / 100);
    }

    private static nint WriteSome(int descriptor, byte* data, nuint bytes)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Write;
        Transfer(&call, descriptor, data, bytes);
        return call.Error != 0 ? -call.Error : (nint)call.ReturnValue;
    }

    [NoSplit("between conversion and call nothing may move")]
    private static void Transfer(SyscallStruct* call, int descriptor, byte* data, nuint bytes)
    {
        call->Arg0 = (ulong)descriptor;
        call->Arg1 = (ulong)data;
        call->Arg2 = bytes;
        Usys.Call1(UsysFunction.Syscall, (nuint)call);
    }

    [NoSplit("between conversion and call nothing may move")]
    private static void Issue(SyscallStruct* call) => Usys.Call1(UsysFunction.Syscall, (nuint)call);
}
