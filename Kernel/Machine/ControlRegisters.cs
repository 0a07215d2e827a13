using Core.Machine;

namespace Kernel.Machine;

/// <summary>Turns on what the kernel relies on. Source: SDM 3A 2.5.</summary>
internal static unsafe class ControlRegisters
{
    private const ulong Pae = 1 << 5;
    private const ulong GlobalPages = 1 << 7;
    private const ulong FxSave = 1 << 9;
    private const ulong SimdExceptions = 1 << 10;
    private const ulong Umip = 1 << 11;
    private const ulong FsGsBase = 1 << 16;
    private const ulong Smep = 1 << 20;
    private const ulong Smap = 1 << 21;

    // Bits of CPUID leaf 7, subleaf 0.
    private const uint FsGsBaseBit = 1 << 0;
    private const uint SmepBit = 1 << 7;
    private const uint SmapBit = 1 << 20;
    private const uint UmipBit = 1 << 2;

    public static bool HasSmap { get; private set; }

    public static void Initialize()
    {
        uint* leaf = stackalloc uint[4];
        MachineRoutines.Cpuid(0, 0, leaf);
        Panic.Unless(leaf[0] >= 7, "the processor is too old: no CPUID leaf 7");
        MachineRoutines.Cpuid(0x80000001, 0, leaf);
        Panic.Unless((leaf[3] & (1 << 20)) != 0, "the processor has no NX");
        MachineRoutines.Cpuid(7, 0, leaf);
        Panic.Unless((leaf[1] & FsGsBaseBit) != 0, "the processor has no FSGSBASE; with QEMU use -cpu max");

        ulong cr4 = Pae | GlobalPages | FxSave | SimdExceptions | FsGsBase;
        cr4 |= (leaf[1] & SmepBit) != 0 ? Smep : 0;
        cr4 |= (leaf[1] & SmapBit) != 0 ? Smap : 0;
        cr4 |= (leaf[2] & UmipBit) != 0 ? Umip : 0;
        HasSmap = (leaf[1] & SmapBit) != 0;
        X86.WriteCr4(cr4);
    }
}
