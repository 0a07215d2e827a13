namespace Core.Linux;

/// <summary>The platform interface on Linux.</summary>
internal static unsafe class LinuxPlatform
{
    private const ulong LargestRange = 64UL << 30;
    private const nuint SmallestRange = 256 << 20;
    private const nuint Alignment = 2 << 20;

    [Export("platform_heap_range")]
    private static nuint HeapRange(out nuint size)
    {
        // An address space limit may forbid the full range.
        for (size = unchecked((nuint)LargestRange); size >= SmallestRange; size /= 2)
        {
            long address = LinuxCalls.Call(LinuxCalls.Mmap, 0, (long)(size + Alignment), LinuxCalls.ProtNone,
                LinuxCalls.MapPrivate | LinuxCalls.MapAnonymous | LinuxCalls.MapNoReserve, -1);
            if (address > 0)
                return ((nuint)address + Alignment - 1) & ~(Alignment - 1);
        }

        WriteError("cannot reserve address space for the heap\n"u8);
        Exit(Text.Fatal.ExitStatus);
        return 0;
    }

    [Export("platform_commit")]
    private static bool Commit(nuint address, nuint bytes) =>
        LinuxCalls.Call(LinuxCalls.Mprotect, (long)address, (long)bytes, LinuxCalls.ProtReadWrite, 0, 0) == 0;

    [Export("platform_release")]
    private static bool Release(nuint address, nuint bytes) =>
        LinuxCalls.Call(LinuxCalls.Madvise, (long)address, (long)bytes, LinuxCalls.MadvDontneed, 0, 0) == 0;

    [Export("platform_write_error")]
    private static void WriteError(byte* text, nuint bytes) => LinuxCalls.WriteAll(2, text, bytes);

    [Export("platform_exit")]
    private static void Exit(int status) => LinuxCalls.Call(LinuxCalls.ExitGroup, status, 0, 0, 0, 0);

    private static void WriteError(System.ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            WriteError(bytes, (nuint)text.Length);
    }
}
