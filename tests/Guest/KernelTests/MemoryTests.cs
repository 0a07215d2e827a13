using System;
using Abi;
using GuestFramework;
using Syscalls;

namespace KernelTests;

internal static unsafe class MemoryTests
{
    private const ulong Page = AddressMap.PageSize;
    private const int ReadWrite = Mmap.ProtRead | Mmap.ProtWrite;
    private const int Anonymous = Mmap.Private | Mmap.Anonymous;

    public static void Run(Suite suite)
    {
        suite.Test("Mmap_Fresh_IsZeroAndWritable", Fresh);
        suite.Test("Mmap_Huge_CostsOnlyWhatIsTouched", Huge);
        suite.Test("Mmap_WritableAndExecutable_IsEACCES", WriteExecute);
        suite.Test("Mmap_BadArguments_AreEINVAL", BadArguments);
        suite.Test("Mmap_FixedOverMapping_ReplacesIt", FixedReplaces);
        suite.Test("Munmap_Middle_KeepsBothEnds", UnmapMiddle);
        suite.Test("Munmap_Memory_IsReusable", Reusable);
        suite.Test("Mprotect_ReadOnly_KeepsTheKernelOutToo", ProtectReadOnly);
        suite.Test("Mprotect_Unmapped_IsENOMEM", ProtectUnmapped);
        suite.Test("Populate_Range_CountsPages", Populate);
    }

    internal static byte* Map(ulong length, int flags = 0) =>
        (byte*)Sys.Mmap(0, length, ReadWrite, Anonymous | flags, -1, 0);

    private static void Fresh()
    {
        byte* memory = Map(3 * Page);
        for (ulong i = 0; i < 3 * Page; i += 64)
            Check.Equal((byte)0, memory[i]);
        memory[2 * Page] = 7;
        Check.Equal((byte)7, memory[2 * Page]);
        Sys.Munmap((ulong)memory, 3 * Page);
    }

    private static void Huge()
    {
        const ulong length = 64UL << 30;
        byte* memory = Map(length);
        memory[0] = 1;
        memory[length - 1] = 2;
        memory[length / 2] = 3;
        Check.Equal(6, memory[0] + memory[length - 1] + memory[length / 2]);
        Sys.Munmap((ulong)memory, length);
    }

    private static void WriteExecute()
    {
        Check.Equal(Errno.EACCES, Sys.TryMmap(0, Page, ReadWrite | Mmap.ProtExec, Anonymous, -1, 0).Error);
        byte* memory = Map(Page);
        Check.Equal(Errno.EACCES, Sys.TryMprotect((ulong)memory, Page, ReadWrite | Mmap.ProtExec).Error);
        Sys.Munmap((ulong)memory, Page);
    }

    private static void BadArguments()
    {
        Check.Equal(Errno.EINVAL, Sys.TryMmap(0, 0, ReadWrite, Anonymous, -1, 0).Error, "no length");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(0, Page, ReadWrite, Mmap.Private, 3, 0).Error, "a file");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(123, Page, ReadWrite, Anonymous, -1, 0).Error, "unaligned");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(0, ulong.MaxValue, ReadWrite, Anonymous, -1, 0).Error, "too long");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(AddressMap.Physmap, Page, ReadWrite, Anonymous | Mmap.Fixed, -1, 0).Error, "kernel");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(AddressMap.UserEnd - Page, 2 * Page, ReadWrite, Anonymous | Mmap.Fixed, -1, 0).Error, "over the end");
        Check.Equal(Errno.EINVAL, Sys.TryMmap(0, Page, ReadWrite, Anonymous | Mmap.Fixed, -1, 0).Error, "page 0");
        Check.Equal(Errno.EINVAL, Sys.TryMunmap(AddressMap.KernelOffset, Page).Error, "kernel");
        Check.Equal(Errno.EINVAL, Sys.TryMunmap(1, Page).Error, "unaligned");
    }

    private static void FixedReplaces()
    {
        byte* memory = Map(4 * Page);
        memory[Page] = 9;
        long again = Sys.Mmap((ulong)memory + Page, Page, ReadWrite, Anonymous | Mmap.Fixed, -1, 0);
        Check.Equal((long)memory + (long)Page, again);
        Check.Equal((byte)0, memory[Page], "the page is new");
        Sys.Munmap((ulong)memory, 4 * Page);
    }

    private static void UnmapMiddle()
    {
        byte* memory = Map(3 * Page);
        memory[0] = 1;
        memory[Page] = 2;
        memory[2 * Page] = 3;
        Sys.Munmap((ulong)memory + Page, Page);
        Check.Equal(4, memory[0] + memory[2 * Page]);
        Check.Equal(Errno.EFAULT, Sys.TryLog(new ReadOnlySpan<byte>(memory + Page, 1)).Error, "the middle is gone");
        Sys.Munmap((ulong)memory, 3 * Page);
    }

    private static void Reusable()
    {
        for (int i = 0; i < 300; i++)
        {
            byte* memory = Map(256 * Page, Mmap.Populate);
            memory[i * 16] = 1;
            Sys.Munmap((ulong)memory, 256 * Page);
        }
    }

    private static void ProtectReadOnly()
    {
        byte* memory = Map(Page);
        memory[5] = 5;
        Sys.Mprotect((ulong)memory, Page, Mmap.ProtRead);
        Check.Equal((byte)5, memory[5]);
        int file = FileTests.Open("etc/motd");
        Check.Equal(Errno.EFAULT, Sys.TryRead(file, new Span<byte>(memory, 4)).Error);
        Sys.Close(file);
        Check.Equal((byte)5, memory[5]);
        Sys.Mprotect((ulong)memory, Page, ReadWrite);
        memory[5] = 6;
        Sys.Munmap((ulong)memory, Page);
    }

    private static void ProtectUnmapped()
    {
        byte* memory = Map(2 * Page);
        Sys.Munmap((ulong)memory + Page, Page);
        Check.Equal(Errno.ENOMEM, Sys.TryMprotect((ulong)memory, 2 * Page, Mmap.ProtRead).Error);
        Sys.Munmap((ulong)memory, 2 * Page);
    }

    private static void Populate()
    {
        byte* memory = Map(8 * Page);
        Check.Equal(8L, Sys.PopulateVa((ulong)memory, 8));
        Sys.Munmap((ulong)memory + (4 * Page), 4 * Page);
        Check.Equal(4L, Sys.PopulateVa((ulong)memory, 8), "until the hole");
        Sys.Munmap((ulong)memory, 8 * Page);
    }
}
