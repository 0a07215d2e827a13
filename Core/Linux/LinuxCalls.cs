using System;

namespace Core.Linux;

/// <summary>Linux system calls. Results below 0 are negated errno values.</summary>
internal static unsafe class LinuxCalls
{
    public const long Read = 0;
    public const long Write = 1;
    public const long Open = 2;
    public const long Close = 3;
    public const long Stat = 4;
    public const long Fstat = 5;
    public const long Lstat = 6;
    public const long Lseek = 8;
    public const long Mmap = 9;
    public const long Mprotect = 10;
    public const long RtSigAction = 13;
    public const long Ioctl = 16;
    public const long Pread = 17;
    public const long Pwrite = 18;
    public const long Access = 21;
    public const long SchedYield = 24;
    public const long Madvise = 28;
    public const long Nanosleep = 35;
    public const long Setitimer = 38;
    public const long Getpid = 39;
    public const long Kill = 62;
    public const long Sendfile = 40;
    public const long Uname = 63;
    public const long Flock = 73;
    public const long Fsync = 74;
    public const long Ftruncate = 77;
    public const long Getcwd = 79;
    public const long Chdir = 80;
    public const long Rename = 82;
    public const long Mkdir = 83;
    public const long Rmdir = 84;
    public const long Link = 86;
    public const long Unlink = 87;
    public const long Symlink = 88;
    public const long Readlink = 89;
    public const long Chmod = 90;
    public const long Fchmod = 91;
    public const long Geteuid = 107;
    public const long Getegid = 108;
    public const long Getgroups = 115;
    public const long Sigaltstack = 131;
    public const long Fstatfs = 138;
    public const long ClockGettime = 228;
    public const long ExitGroup = 231;
    public const long SchedGetaffinity = 204;
    public const long Getdents64 = 217;
    public const long Fadvise64 = 221;
    public const long Utimensat = 280;
    public const long Fallocate = 285;
    public const long Preadv = 295;
    public const long Pwritev = 296;
    public const long Getrandom = 318;

    public const long MadvDontneed = 4;
    public const long ProtNone = 0;
    public const long ProtReadWrite = 3;
    public const long MapPrivate = 2;
    public const long MapAnonymous = 0x20;
    public const long MapNoReserve = 0x4000;

    [Routine("linux_syscall")]
    public static extern long Call(long number, long a, long b, long c, long d, long e);

    /// <summary>A call that begins again when a signal, such as the time slice, interrupted it.</summary>
    [NoSplit("arguments may be addresses of the caller's stack")]
    public static long Retry(long number, long a, long b, long c, long d)
    {
        const long interrupted = -4;
        long result;
        do
            result = Call(number, a, b, c, d, 0);
        while (result == interrupted);
        return result;
    }

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
