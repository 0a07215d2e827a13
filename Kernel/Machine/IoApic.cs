using System.Threading;

namespace Kernel.Machine;

/// <summary>Routes device lines to core 0. Source: 82093AA data sheet.</summary>
public static unsafe class IoApic
{
    private const uint FirstRedirection = 0x10;

    /// <summary>Routes an ISA line (edge-triggered, active high) to a vector on the boot processor.</summary>
    public static void Route(int line, int vector)
    {
        if (Acpi.IoApicAddress == 0)
        {
            return;
        }

        uint register = FirstRedirection + ((uint)line * 2);
        Write(register + 1, Cores.ApicId(0) << 24);
        Write(register, (uint)vector);
    }

    private static void Write(uint register, uint value)
    {
        byte* window = FrameAllocator.ToVirtual(Acpi.IoApicAddress);
        Volatile.Write(ref *(uint*)window, register);
        Volatile.Write(ref *(uint*)(window + 0x10), value);
    }
}
