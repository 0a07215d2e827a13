namespace Core.Linux;

/// <summary>Native leaves of the base library, on Linux.</summary>
internal static unsafe class LinuxLeaves
{
    private const long Realtime = 0;
    private const long Monotonic = 1;
    private const long GetTerminalSettings = 0x5401;
    private const long GetWindowSize = 0x5413;

    // More than the kernel's struct termios.
    private const int TerminalSettingsSize = 64;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long TicksPerSecond = 10_000_000;

    [Export("SystemNative_GetTimestamp")]
    private static ulong GetTimestamp() => (ulong)Clock(Monotonic);

    [Export("SystemNative_GetLowResolutionTimestamp")]
    private static ulong GetLowResolutionTimestamp() => (ulong)(Clock(Monotonic) / 1_000_000);

    /// <summary>Ticks of 100 ns since the Unix epoch; the caller adds the epoch.</summary>
    [Export("SystemNative_GetSystemTimeAsTicks")]
    private static long GetSystemTimeAsTicks() => Clock(Realtime) / (NanosecondsPerSecond / TicksPerSecond);

    [Export("platform_random")]
    private static void Random(byte* buffer, int bytes) => SecureRandom(buffer, bytes);

    /// <returns>0 for success, else -1.</returns>
    [Export("SystemNative_GetCryptographicallySecureRandomBytes")]
    private static int SecureRandom(byte* buffer, int bytes)
    {
        while (bytes > 0)
        {
            long count = LinuxCalls.Retry(LinuxCalls.Getrandom, (long)buffer, bytes, 0, 0);
            if (count <= 0)
                return -1;
            buffer += count;
            bytes -= (int)count;
        }

        return 0;
    }

    [Export("platform_write")]
    private static nint Write(int descriptor, byte* data, nuint bytes) =>
        LinuxCalls.WriteAll(descriptor, data, bytes) ? (nint)bytes : -1;

    [Export("platform_read")]
    private static nint Read(int descriptor, byte* data, nuint bytes) =>
        (nint)LinuxCalls.Call(LinuxCalls.Read, descriptor, (long)data, (long)bytes, 0, 0);

    [Export("platform_is_terminal")]
    private static int IsTerminal(int descriptor)
    {
        byte* settings = stackalloc byte[TerminalSettingsSize];
        return LinuxCalls.Call(LinuxCalls.Ioctl, descriptor, GetTerminalSettings, (long)settings, 0, 0) == 0 ? 1 : 0;
    }

    [Export("platform_terminal_size")]
    private static uint TerminalSize(int descriptor)
    {
        // Rows, columns, and the size in pixels.
        ushort* size = stackalloc ushort[4];
        return LinuxCalls.Call(LinuxCalls.Ioctl, descriptor, GetWindowSize, (long)size, 0, 0) == 0 ? size[1] | ((uint)size[0] << 16) : 0;
    }

    [Export("platform_processor_count")]
    private static int ProcessorCount() => 1;

    [Export("platform_clock")]
    private static long MonotonicNanoseconds() => Clock(Monotonic);

    [Export("platform_idle")]
    private static void Idle(long nanoseconds)
    {
        long* request = stackalloc long[2];
        request[0] = nanoseconds / NanosecondsPerSecond;
        request[1] = nanoseconds % NanosecondsPerSecond;
        LinuxCalls.Call(LinuxCalls.Nanosleep, (long)request, 0, 0, 0, 0);
    }

    private static long Clock(long clock)
    {
        long* time = stackalloc long[2];
        LinuxCalls.Call(LinuxCalls.ClockGettime, clock, (long)time, 0, 0, 0);
        return time[0] * NanosecondsPerSecond + time[1];
    }
}
