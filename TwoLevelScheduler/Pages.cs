using Abi;

namespace TwoLevelScheduler;

/// <summary>Memory from the kernel, in pages. What it returns is zero.</summary>
internal static unsafe class Pages
{
    /// <summary>Maps memory that is present at once, so that using it in vcore context never faults.</summary>
    public static byte* Map(ulong bytes) => Map(bytes, Mmap.Private | Mmap.Anonymous | Mmap.Populate);

    /// <summary>Maps memory whose pages appear when they are first touched.</summary>
    public static byte* MapLazily(ulong bytes) => Map(bytes, Mmap.Private | Mmap.Anonymous);

    /// <summary>Maps a stack whose lower neighbour is unmapped. Pages appear when they are first touched.</summary>
    /// <returns>Lowest usable address.</returns>
    public static byte* MapStack(ulong bytes)
    {
        byte* low = Map(bytes + AddressMap.PageSize, Mmap.Private | Mmap.Anonymous);
        SyscallStruct call = default;
        call.Number = SyscallNumber.Munmap;
        call.Arg0 = (ulong)low;
        call.Arg1 = AddressMap.PageSize;
        Kernel.Issue(&call);
        return low + AddressMap.PageSize;
    }

    public static void Unmap(void* address, ulong bytes)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Munmap;
        call.Arg0 = (ulong)address;
        call.Arg1 = Round(bytes);
        Kernel.Issue(&call);
    }

    private static byte* Map(ulong bytes, int flags)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Mmap;
        call.Arg1 = Round(bytes);
        call.Arg2 = Mmap.ProtRead | Mmap.ProtWrite;
        call.Arg3 = (ulong)(uint)flags;
        call.Arg4 = ulong.MaxValue;
        Kernel.Issue(&call);
        if (call.ReturnValue == Mmap.Failed || call.Error != 0)
            Report.Fatal("2LS: out of memory"u8);
        return (byte*)call.ReturnValue;
    }

    private static ulong Round(ulong bytes) => (bytes + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1);
}
