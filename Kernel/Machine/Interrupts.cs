using Core.Machine;

namespace Kernel.Machine;

/// <summary>Interrupt vectors of the kernel's own, above the 32 of the processor.</summary>
public static class Interrupts
{
    public const int FirstDevice = 0x20;
    public const int TimerVector = 0x30;
    public const int Serial1Vector = 0x34;
    public const int Serial2Vector = 0x33;

    /// <summary>Look at the message queue.</summary>
    public const int WakeVector = 0x40;
    public const int FlushVector = 0x41;
    public const int SpuriousVector = 0xFF;

    private const ushort MasterData = 0x21;
    private const ushort SlaveData = 0xA1;

    /// <summary>Silences the 8259 pair: firmware leaves its timer on the double fault's vector.</summary>
    public static void MaskLegacyController()
    {
        X86.Out8(MasterData, 0xFF);
        X86.Out8(SlaveData, 0xFF);
    }

    /// <summary>Sleeps until an interrupt was served; interrupts are off before and after.</summary>
    public static void Wait() => Routines.WaitForInterrupt();
}
