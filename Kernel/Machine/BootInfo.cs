using System;
using Abi;

namespace Kernel.Machine;

/// <summary>What the loader told, whichever of the three protocols it spoke.</summary>
/// <remarks>Sources: Multiboot 0.6.96 section 3.3, Multiboot2 2.0 section 3.6, Xen <c>arch-x86/hvm/start_info.h</c>.</remarks>
public static unsafe class BootInfo
{
    private const int MaxReservations = 16;

    private static uint s_protocol;
    private static byte* s_info;
    private static ulong s_moduleStart;
    private static ulong s_moduleEnd;
    private static ulong s_rsdp;
    private static byte* s_commandLine;
    private static int s_reservationCount;
    private static Reservations s_reservations;

    private struct Reservations
    {
        public fixed ulong Bounds[MaxReservations * 2];
    }

    /// <summary>Physical address of the ACPI root pointer, or 0 when it must be searched for.</summary>
    public static ulong Rsdp => s_rsdp;

    internal static uint Protocol => s_protocol;

    internal static byte* Info => s_info;

    internal static int ReservationCount => s_reservationCount;

    /// <summary>The first module, at its physmap address; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Module =>
        s_moduleEnd == 0 ? default : new ReadOnlySpan<byte>(Virtual(s_moduleStart), (int)(s_moduleEnd - s_moduleStart));

    /// <summary>Parses the information block and reserves what the loader left in memory.</summary>
    public static void Initialize(uint protocol, ulong physicalInfo)
    {
        s_protocol = protocol;
        s_info = Virtual(physicalInfo);
        Reserve(AddressMap.KernelPhysicalBase, KernelImage.PhysicalOf(KernelImage.End));
        switch (protocol)
        {
            case BootLayout.Multiboot2Magic:
                ParseMultiboot2();
                break;
            case BootLayout.Multiboot1Magic:
                ParseMultiboot1();
                break;
            case BootLayout.PvhMagic:
                ParsePvh();
                break;
            default:
                Panic.Fail("started by an unknown boot protocol");
                break;
        }

        if (s_moduleEnd != 0)
        {
            Reserve(s_moduleStart, s_moduleEnd);
        }
    }

    /// <summary>Keeps a physical range out of the frame allocator. Only before that is initialised.</summary>
    internal static void Reserve(ulong start, ulong end)
    {
        Panic.Unless(s_reservationCount < MaxReservations, "too many reserved ranges");
        s_reservations.Bounds[s_reservationCount * 2] = start & ~(AddressMap.PageSize - 1);
        s_reservations.Bounds[(s_reservationCount * 2) + 1] = (end + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1);
        s_reservationCount++;
    }

    internal static void GetReservation(int index, out ulong start, out ulong end)
    {
        start = s_reservations.Bounds[index * 2];
        end = s_reservations.Bounds[(index * 2) + 1];
    }

    /// <summary>End of a reservation that overlaps the range, or 0.</summary>
    internal static ulong FirstConflict(ulong start, ulong end)
    {
        for (int i = 0; i < s_reservationCount; i++)
        {
            GetReservation(i, out ulong reservedStart, out ulong reservedEnd);
            if (reservedStart < end && reservedEnd > start)
            {
                return reservedEnd;
            }
        }

        return 0;
    }

    internal static byte* Virtual(ulong physical) => (byte*)(physical + AddressMap.Physmap);

    private static void ParseMultiboot2()
    {
        uint total = *(uint*)s_info;
        Reserve((ulong)s_info - AddressMap.Physmap, (ulong)s_info - AddressMap.Physmap + total);
        uint at = 8;
        while (at + 8 <= total)
        {
            uint type = *(uint*)(s_info + at);
            uint size = *(uint*)(s_info + at + 4);
            byte* body = s_info + at + 8;
            switch (type)
            {
                case 0:
                    return;
                case 1:
                    s_commandLine = body;
                    break;
                case 3:
                    TakeModule(*(uint*)body, *(uint*)(body + 4));
                    break;
                case 14 when s_rsdp == 0:
                case 15:
                    s_rsdp = (ulong)body - AddressMap.Physmap;
                    break;
                default:
                    break;
            }

            at += (size + 7) & ~7u;
        }
    }

    private static void ParseMultiboot1()
    {
        uint flags = *(uint*)s_info;
        Reserve((ulong)s_info - AddressMap.Physmap, (ulong)s_info - AddressMap.Physmap + 128);
        if ((flags & 4) != 0)
        {
            s_commandLine = Virtual(*(uint*)(s_info + 16));
        }

        if ((flags & 8) != 0 && *(uint*)(s_info + 20) > 0)
        {
            byte* modules = Virtual(*(uint*)(s_info + 24));
            TakeModule(*(uint*)modules, *(uint*)(modules + 4));
        }

        Panic.Unless((flags & 0x40) != 0, "multiboot without a memory map");
        ulong map = *(uint*)(s_info + 48);
        Reserve(map, map + *(uint*)(s_info + 44));
    }

    private static void ParsePvh()
    {
        Reserve((ulong)s_info - AddressMap.Physmap, (ulong)s_info - AddressMap.Physmap + 56);
        uint version = *(uint*)(s_info + 4);
        if (*(uint*)(s_info + 12) > 0)
        {
            byte* modules = Virtual(*(ulong*)(s_info + 16));
            ulong start = *(ulong*)modules;
            TakeModule(start, start + *(ulong*)(modules + 8));
        }

        if (*(ulong*)(s_info + 24) != 0)
        {
            s_commandLine = Virtual(*(ulong*)(s_info + 24));
        }

        s_rsdp = *(ulong*)(s_info + 32);
        Panic.Unless(version >= 1, "PVH without a memory map");
        ulong map = *(ulong*)(s_info + 40);
        Reserve(map, map + (*(uint*)(s_info + 48) * 24));
    }

    private static void TakeModule(ulong start, ulong end)
    {
        if (s_moduleEnd == 0 && end > start)
        {
            s_moduleStart = start;
            s_moduleEnd = end;
        }
    }

    /// <summary>Bytes of the kernel's command line without the final NUL.</summary>
    public static ReadOnlySpan<byte> CommandLine
    {
        get
        {
            int length = 0;
            while (s_commandLine != null && s_commandLine[length] != 0)
            {
                length++;
            }

            return new ReadOnlySpan<byte>(s_commandLine, length);
        }
    }
}
