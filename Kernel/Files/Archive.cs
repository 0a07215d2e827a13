using System;
using Kernel.Machine;

namespace Kernel.Files;

/// <summary>The read-only file tree that travels with the kernel.</summary>
/// <remarks>Loaded by the boot loader as a module, or by fw_cfg; it stays where it was loaded.</remarks>
internal static class Archive
{
    private static bool s_fromModule;
    private static LoadedBlob s_blob;

    private static ReadOnlySpan<byte> Bytes => s_fromModule ? BootInfo.Module : s_blob.Bytes;

    /// <summary>Finds the archive.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Initialize()
    {
        s_fromModule = !BootInfo.Module.IsEmpty;
        if (!s_fromModule)
        {
            s_blob = LoadedBlob.Load(Abi.BootProtocol.Archive);
        }

        return !Bytes.IsEmpty;
    }

    /// <summary>Looks a path up; leading slashes and dots do not matter.</summary>
    public static bool TryFind(ReadOnlySpan<byte> path, out ArchiveEntry entry) => CpioReader.TryFind(Bytes, path, out entry);

    /// <summary>Steps through all entries; begin with 0.</summary>
    public static bool TryNext(ref int position, out ArchiveEntry entry) =>
        CpioReader.TryRead(Bytes, position, out entry, out position);

    public static ReadOnlySpan<byte> Name(ArchiveEntry entry) => Bytes.Slice(entry.NameStart, entry.NameLength);

    public static ReadOnlySpan<byte> Contents(ArchiveEntry entry) => Bytes.Slice(entry.Start, entry.Length);
}
