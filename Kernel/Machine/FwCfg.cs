using System;
using System.Threading;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>QEMU's configuration device: the launcher's way to pass options. Source: QEMU docs/specs/fw_cfg.</summary>
public static unsafe class FwCfg
{
    private const ushort SelectorPort = 0x510;
    private const ushort DataPort = 0x511;
    private const ushort DmaPort = 0x514;
    private const ushort SignatureKey = 0;
    private const ushort DirectoryKey = 0x19;
    private const int NameLength = 56;
    private const uint DmaRead = 2;
    private const uint DmaError = 1;

    private struct DmaRequest
    {
        public uint Control;
        public uint Length;
        public ulong Address;
    }

    /// <summary>Whether the device is there.</summary>
    public static bool IsPresent
    {
        get
        {
            Select(SignatureKey);
            return X86.In8(DataPort) == 'Q' && X86.In8(DataPort) == 'E' && X86.In8(DataPort) == 'M' && X86.In8(DataPort) == 'U';
        }
    }

    /// <summary>Size of <c>opt/sharkaros/name</c> in bytes, or -1 when it was not given.</summary>
    public static int SizeOf(string name) => Find(name, out int size) != 0 ? size : -1;

    /// <summary>Reads an option's first bytes.</summary>
    /// <returns>Bytes read; -1 when the option was not given.</returns>
    public static int Read(string name, Span<byte> buffer)
    {
        ushort key = Find(name, out int size);
        if (key == 0)
        {
            return -1;
        }

        int count = size < buffer.Length ? size : buffer.Length;
        Select(key);
        for (int i = 0; i < count; i++)
        {
            buffer[i] = X86.In8(DataPort);
        }

        return count;
    }

    /// <summary>Reads a whole large option by DMA into frames that are never freed; empty when it was not given.</summary>
    public static ReadOnlySpan<byte> Load(string name)
    {
        ushort key = Find(name, out int size);
        int order = FrameAllocator.OrderFor((ulong)size);
        byte* memory = key == 0 || size == 0 ? null : FrameAllocator.Allocate(order);
        byte* requestPage = memory == null ? null : FrameAllocator.AllocateZeroed(0);
        if (requestPage == null)
        {
            return default;
        }

        DmaRequest* request = (DmaRequest*)requestPage;
        request->Control = Swap((uint)key << 16 | 8 | DmaRead);
        request->Length = Swap((uint)size);
        request->Address = Swap(FrameAllocator.ToPhysical(memory));
        ulong address = FrameAllocator.ToPhysical(request);
        X86.Out32(DmaPort, Swap((uint)(address >> 32)));
        X86.Out32(DmaPort + 4, Swap((uint)address));
        while ((Swap(Volatile.Read(ref request->Control)) & ~DmaError) != 0)
        {
            X86.Pause();
        }

        bool failed = request->Control != 0;
        FrameAllocator.Free(requestPage, 0);
        return failed ? default : new ReadOnlySpan<byte>(memory, size);
    }

    private static void Select(ushort key) => X86.Out16(SelectorPort, key);

    private static uint Swap(uint value) =>
        (value << 24) | ((value & 0xFF00) << 8) | ((value >> 8) & 0xFF00) | (value >> 24);

    private static ulong Swap(ulong value) => ((ulong)Swap((uint)value) << 32) | Swap((uint)(value >> 32));

    private static uint ReadBigEndian(int bytes)
    {
        uint value = 0;
        for (int i = 0; i < bytes; i++)
        {
            value = (value << 8) | X86.In8(DataPort);
        }

        return value;
    }

    private static ushort Find(string name, out int size)
    {
        size = 0;
        if (!IsPresent)
        {
            return 0;
        }

        Select(DirectoryKey);
        uint count = ReadBigEndian(4);
        byte* text = stackalloc byte[NameLength];
        for (uint i = 0; i < count; i++)
        {
            size = (int)ReadBigEndian(4);
            ushort key = (ushort)ReadBigEndian(2);
            ReadBigEndian(2);
            for (int j = 0; j < NameLength; j++)
            {
                text[j] = X86.In8(DataPort);
            }

            if (Matches(text, name))
            {
                return key;
            }
        }

        size = 0;
        return 0;
    }

    private static bool Matches(byte* text, string name)
    {
        int at = 0;
        for (int i = 0; i < BootProtocol.FwCfgPrefix.Length; i++, at++)
        {
            if (text[at] != BootProtocol.FwCfgPrefix[i])
            {
                return false;
            }
        }

        for (int i = 0; i < name.Length; i++, at++)
        {
            if (text[at] != name[i])
            {
                return false;
            }
        }

        return text[at] == 0;
    }
}
