using System;
using Abi;
using GuestFramework;
using Syscalls;

namespace KernelTests;

// Addresses a program has no business with: every call must answer EFAULT, and the kernel must live.
internal static unsafe class HostileTests
{
    private static readonly ulong[] s_addresses =
    [
        0, 1, 4095, 0x10000, AddressMap.UserEnd - 8, AddressMap.UserEnd, 0x0000800000000000, 0x8000000000000000,
        AddressMap.Physmap, AddressMap.KernelOffset + AddressMap.KernelPhysicalBase, AddressMap.KernelStacks, ulong.MaxValue - 3,
    ];

    public static void Run(Suite suite)
    {
        suite.Test("Write_FromBadAddress_IsEFAULT", Write);
        suite.Test("Read_ToBadAddress_IsEFAULT", Read);
        suite.Test("Openat_BadPathAddress_IsEFAULT", Open);
        suite.Test("Fstat_BadAddress_IsEFAULT", Status);
        suite.Test("Write_AcrossEndOfMapping_WritesWhatIsThere", AcrossEnd);
        suite.Test("ReadOnlyPages_OfTheKernel_AreNotWritable", ReadOnlyPages);
        suite.Test("ProcDestroy_OtherPid_IsESRCH", OtherProcess);
    }

    private static void Write()
    {
        foreach (ulong address in s_addresses)
            Check.Equal(Errno.EFAULT, Sys.TryWrite(2, new ReadOnlySpan<byte>((void*)address, 8)).Error);
    }

    private static void Read()
    {
        int file = FileTests.Open("etc/motd");
        foreach (ulong address in s_addresses)
        {
            Sys.Llseek(file, 0, 0);
            Check.Equal(Errno.EFAULT, Sys.TryRead(file, new Span<byte>((void*)address, 8)).Error);
        }

        Sys.Close(file);
    }

    private static void Open()
    {
        foreach (ulong address in s_addresses)
            Check.Equal(Errno.EFAULT, Sys.TryOpenat(OpenFlags.AtCurrentDirectory, new ReadOnlySpan<byte>((void*)address, 8), 0, 0).Error);
    }

    private static void Status()
    {
        foreach (ulong address in s_addresses)
            Check.Equal(Errno.EFAULT, Sys.TryFstat(1, new Span<byte>((void*)address, 16)).Error);
    }

    private static void AcrossEnd()
    {
        byte* memory = MemoryTests.Map(2 * AddressMap.PageSize);
        Sys.Munmap((ulong)memory + AddressMap.PageSize, AddressMap.PageSize);
        byte* tail = memory + AddressMap.PageSize - 1024;
        Check.Equal(Errno.EFAULT, Sys.TryOpenat(OpenFlags.AtCurrentDirectory, new ReadOnlySpan<byte>(tail + 1020, 8), 0, 0).Error);
        new Span<byte>(tail, 1024).Fill((byte)'\r');
        Check.Equal(1024, Sys.Write(2, new ReadOnlySpan<byte>(tail, 2048)), "bytes before the hole");
        Sys.Munmap((ulong)memory, AddressMap.PageSize);
    }

    private static void ReadOnlyPages()
    {
        int file = FileTests.Open("etc/motd");
        Check.Equal(Errno.EFAULT, Sys.TryRead(file, new Span<byte>((void*)AddressMap.ProcInfo, 8)).Error, "process info");
        Check.Equal(Errno.EFAULT, Sys.TryRead(file, new Span<byte>((void*)AddressMap.Arguments, 8)).Error, "arguments");
        Check.Equal(Errno.EFAULT, Sys.TryRead(file, new Span<byte>((void*)AddressMap.ProgramBase, 8)).Error, "own code");
        Sys.Close(file);
    }

    private static void OtherProcess() => Check.Equal(Errno.ESRCH, Sys.TryProcDestroy(4711, 1).Error);
}
