using System.Diagnostics.CodeAnalysis;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Ends the emulator, or stops the machine where there is none.</summary>
public static class DebugExit
{
    private const ushort AcpiShutdownPort = 0x604;
    private const ushort AcpiShutdownValue = 0x2000;

    [DoesNotReturn]
    public static void Clean() => Exit(BootProtocol.DebugExitClean);

    [DoesNotReturn]
    public static void Failed() => Exit(BootProtocol.DebugExitPanic);

    /// <summary>Powers the machine off by ACPI, as far as QEMU's fixed port goes.</summary>
    [DoesNotReturn]
    public static void PowerOff()
    {
        X86.Out16(AcpiShutdownPort, AcpiShutdownValue);
        Exit(BootProtocol.DebugExitClean);
    }

    [DoesNotReturn]
    private static void Exit(byte value)
    {
        X86.Out32(BootProtocol.DebugExitPort, value);
        while (true)
        {
            X86.Cli();
            X86.Hlt();
        }
    }
}
