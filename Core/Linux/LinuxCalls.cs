using System;

namespace Core.Linux;

/// <summary>Linux system calls. Results below 0 are negated errno values.</summary>
internal static unsafe class LinuxCalls
{
    public const long Read = 0;
    public const long Write = 1;
    public const long Mmap = 9;
    public const long Mprotect = 10;
    public const long RtSigAction = 13;
    public const long SchedYield = 24;
    public const long Nanosleep = 35;
    public const long Setitimer = 38;
    public const long Getpid = 39;
    public const long Sigaltstack = 131;
    public const long ClockGettime = 228;
    public const long ExitGroup = 231;
    public const long SchedGetaffinity = 204;
    public const long Getrandom = 318;

    public const long ProtNone = 0;
    public const long ProtReadWrite = 3;
    public const long MapPrivate = 2;
    public const long MapAnonymous = 0x20;
    public const long MapNoReserve = 0x4000;

    [Routine("linux_syscall")]
    public static extern long Call(long number, long a, long b, long c, long d, long e);

    /// <summary>Writes all bytes.</summary>
    /// <returns>False on an error.</returns>
    public static bool WriteAll(int descriptor, byte* data, nuint bytes)
    {
        while (bytes != 0)
        {
            long written = Call(Write, descriptor, (long)data, (long)bytes, 0, 0);
            if (written == -4)
                continue;
            if (written < 0)
                return false;
            data += written;
            bytes -= (nuint)written;
        }

        return true;
    }
}
