using System;
using System.Buffers.Binary;
using Abi;
using Kernel.Machine;

namespace Kernel.Processes;

/// <summary>Loads a static ELF64 executable into an address space. Source: System V ABI, chapters 4 and 5.</summary>
internal static class ElfImage
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int MaxSegments = 16;
    private const ushort Executable = 2;
    private const ushort MachineX64 = 62;
    private const uint Load = 1;
    private const uint FlagExecute = 1;
    private const uint FlagWrite = 2;
    private const uint FlagRead = 4;
    private const ulong LowestAddress = 0x10000;

    /// <summary>Where an image was loaded.</summary>
    public struct Bounds
    {
        public ulong Start;
        public ulong End;
        public ulong Entry;
    }

    /// <summary>Maps and fills all segments.</summary>
    /// <param name="reason">Why not, when it fails.</param>
    /// <returns>ENOEXEC, or ENOMEM; the address space is then to be thrown away.</returns>
    public static Errno LoadInto(AddressSpace space, ReadOnlySpan<byte> file, out Bounds bounds, out string reason)
    {
        bounds = default;
        if (!IsExecutable(file))
        {
            reason = "not an x86-64 ELF executable";
            return Errno.ENOEXEC;
        }

        bounds.Entry = U64(file, 24);
        bounds.Start = ulong.MaxValue;
        ulong table = U64(file, 32);
        int count = U16(file, 56);
        if (U16(file, 54) != ProgramHeaderSize || count > MaxSegments
            || table > (ulong)file.Length || (ulong)(count * ProgramHeaderSize) > (ulong)file.Length - table)
        {
            reason = "program headers outside of the file";
            return Errno.ENOEXEC;
        }

        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = file.Slice((int)table + (i * ProgramHeaderSize), ProgramHeaderSize);
            if (U32(header, 0) == Load && U64(header, 40) != 0)
            {
                Errno error = LoadSegment(space, file, header, ref bounds, out reason);
                if (error != Errno.None)
                {
                    return error;
                }
            }
        }

        bool entryInside = bounds.Entry >= bounds.Start && bounds.Entry < bounds.End;
        reason = entryInside ? "" : "entry point outside of the image";
        return entryInside ? Errno.None : Errno.ENOEXEC;
    }

    private static bool IsExecutable(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderSize && U32(file, 0) == 0x464C457F && file[4] == 2 && file[5] == 1
        && U16(file, 16) == Executable && U16(file, 18) == MachineX64;

    private static Errno LoadSegment(
        AddressSpace space, ReadOnlySpan<byte> file, ReadOnlySpan<byte> header, ref Bounds bounds, out string reason)
    {
        ulong offset = U64(header, 8);
        ulong address = U64(header, 16);
        ulong fileSize = U64(header, 32);
        ulong memorySize = U64(header, 40);
        if (fileSize > memorySize || offset > (ulong)file.Length || fileSize > (ulong)file.Length - offset)
        {
            reason = "a segment outside of the file";
            return Errno.ENOEXEC;
        }

        if (address < LowestAddress || address >= AddressMap.MmapBase || memorySize > AddressMap.MmapBase - address)
        {
            reason = "a segment outside of the addresses for images";
            return Errno.ENOEXEC;
        }

        ulong start = address & ~(AddressMap.PageSize - 1);
        ulong end = (address + memorySize + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1);
        Errno error = space.MapNew(start, end - start, Protection(U32(header, 4)));
        if (error == Errno.None)
        {
            error = space.Initialize(address, file.Slice((int)offset, (int)fileSize));
        }

        bounds.Start = start < bounds.Start ? start : bounds.Start;
        bounds.End = end > bounds.End ? end : bounds.End;
        reason = error switch
        {
            Errno.None => "",
            Errno.EACCES => "a segment both writable and executable",
            Errno.EEXIST => "segments that share a page",
            _ => "not enough memory",
        };
        return error is Errno.EACCES or Errno.EEXIST ? Errno.ENOEXEC : error;
    }

    private static int Protection(uint flags) =>
        ((flags & FlagRead) != 0 ? Mmap.ProtRead : 0)
        | ((flags & FlagWrite) != 0 ? Mmap.ProtWrite | Mmap.ProtRead : 0)
        | ((flags & FlagExecute) != 0 ? Mmap.ProtExec : 0);

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(at));

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(at));
}
