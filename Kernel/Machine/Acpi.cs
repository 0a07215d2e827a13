using Abi;

namespace Kernel.Machine;

/// <summary>Finds cores, interrupt controllers and the HPET. Source: ACPI 6.5 sections 5.2.5 to 5.2.12, HPET 1.0a.</summary>
public static unsafe class Acpi
{
    private const ulong BiosStart = 0xE0000;
    private const ulong BiosEnd = 0x100000;
    private const uint MadtSignature = 0x43495041;
    private const uint HpetSignature = 0x54455048;
    private const uint XsdtSignature = 0x54445358;
    private const int HeaderSize = 36;

    public static ulong LocalApicAddress { get; private set; } = 0xFEE00000;

    public static ulong IoApicAddress { get; private set; }

    public static uint IoApicBase { get; private set; }

    public static ulong HpetAddress { get; private set; }

    /// <summary>Reads the tables and allocates the core blocks.</summary>
    public static void Initialize()
    {
        ulong rsdp = BootInfo.Rsdp != 0 ? BootInfo.Rsdp : Search();
        Panic.Unless(rsdp != 0, "no ACPI root pointer");
        byte* root = FrameAllocator.ToVirtual(rsdp);
        bool extended = root[15] >= 2 && *(ulong*)(root + 24) != 0;
        byte* table = FrameAllocator.ToVirtual(extended ? *(ulong*)(root + 24) : *(uint*)(root + 16));
        extended = *(uint*)table == XsdtSignature;
        int entrySize = extended ? 8 : 4;
        int count = (int)(*(uint*)(table + 4) - HeaderSize) / entrySize;
        byte* madt = null;
        for (int i = 0; i < count; i++)
        {
            byte* entry = table + HeaderSize + (i * entrySize);
            byte* found = FrameAllocator.ToVirtual(extended ? *(ulong*)entry : *(uint*)entry);
            if (*(uint*)found == MadtSignature)
            {
                madt = found;
            }
            else if (*(uint*)found == HpetSignature)
            {
                HpetAddress = *(ulong*)(found + 44);
            }
        }

        Panic.Unless(madt != null, "no ACPI MADT");
        LocalApicAddress = *(uint*)(madt + HeaderSize);
        Cores.Allocate(ReadMadt(madt, record: false));
        ReadMadt(madt, record: true);
    }

    // Type 0: local APIC (enabled when bit 0 of its flags is set); type 1: I/O APIC. The boot core becomes core 0.
    private static int ReadMadt(byte* madt, bool record)
    {
        uint length = *(uint*)(madt + 4);
        uint bootId = LocalApic.BootId;
        int count = 1;
        if (record)
        {
            Cores.SetApicId(0, bootId);
        }

        for (uint at = HeaderSize + 8; at + 2 <= length; at += madt[at + 1])
        {
            byte* entry = madt + at;
            if (entry[1] < 2)
            {
                break;
            }

            if (entry[0] == 0 && (*(uint*)(entry + 4) & 1) != 0 && entry[3] != bootId && count < Limits.MaxCores)
            {
                if (record)
                {
                    Cores.SetApicId(count, entry[3]);
                }

                count++;
            }
            else if (entry[0] == 1 && *(uint*)(entry + 8) == 0)
            {
                IoApicAddress = *(uint*)(entry + 4);
                IoApicBase = *(uint*)(entry + 8);
            }
        }

        return count;
    }

    private static ulong Search()
    {
        for (ulong at = BiosStart; at < BiosEnd; at += 16)
        {
            byte* candidate = FrameAllocator.ToVirtual(at);

            // "RSD PTR " as a little-endian number, then a checksum over 20 bytes.
            if (*(ulong*)candidate == 0x2052545020445352 && Sum(candidate, 20) == 0)
            {
                return at;
            }
        }

        return 0;
    }

    private static byte Sum(byte* bytes, int count)
    {
        byte sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += bytes[i];
        }

        return sum;
    }
}
