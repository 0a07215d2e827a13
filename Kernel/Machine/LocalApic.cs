using System.Threading;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The core's own interrupt controller in xAPIC mode. Source: SDM 3A chapter 10.</summary>
[NoAlloc("interrupts")]
public static unsafe class LocalApic
{
    private const int Identifier = 0x20;
    private const int EndOfInterruptRegister = 0xB0;
    private const int Spurious = 0xF0;
    private const int CommandLow = 0x300;
    private const int CommandHigh = 0x310;
    private const int TimerEntry = 0x320;
    private const int InitialCount = 0x380;
    private const int CurrentCount = 0x390;
    private const int DivideConfiguration = 0x3E0;
    private const uint Enable = 0x100;
    private const uint DeliveryPending = 1 << 12;
    private const uint Masked = 1 << 16;
    private const uint DivideByOne = 0xB;
    private const uint InitCommand = 0x4500;
    private const uint StartupCommand = 0x4600;

    /// <summary>The boot processor's identifier, from CPUID: usable before the tables are read.</summary>
    internal static uint BootId
    {
        get
        {
            uint* leaf = stackalloc uint[4];
            MachineRoutines.Cpuid(1, 0, leaf);
            return leaf[1] >> 24;
        }
    }

    /// <summary>Enables the calling core's controller.</summary>
    public static void Initialize()
    {
        const ulong globalEnable = 1 << 11;
        X86.WriteMsr(Msr.ApicBase, X86.ReadMsr(Msr.ApicBase) | globalEnable);
        Write(Spurious, Enable | Interrupts.SpuriousVector);
        Write(DivideConfiguration, DivideByOne);
        Write(TimerEntry, Masked | Interrupts.TimerVector);
    }

    public static void EndOfInterrupt() => Write(EndOfInterruptRegister, 0);

    /// <summary>Sends a fixed interrupt to another core.</summary>
    public static void SendInterrupt(int core, int vector) => Command(Cores.ApicId(core), (uint)vector);

    /// <summary>Starts the one-shot timer; 0 stops it.</summary>
    internal static void StartTimer(uint ticks)
    {
        Write(TimerEntry, Interrupts.TimerVector);
        Write(InitialCount, ticks);
    }

    /// <summary>Lets the timer count down from its maximum, for calibration.</summary>
    internal static void StartCounting()
    {
        Write(TimerEntry, Masked | Interrupts.TimerVector);
        Write(InitialCount, uint.MaxValue);
    }

    internal static uint CountedTicks => uint.MaxValue - Read(CurrentCount);

    internal static void SendInit(int core) => Command(Cores.ApicId(core), InitCommand);

    internal static void SendStartup(int core, ulong page) => Command(Cores.ApicId(core), StartupCommand | (uint)(page >> 12));

    private static void Command(uint apicId, uint command)
    {
        while ((Read(CommandLow) & DeliveryPending) != 0)
        {
            X86.Pause();
        }

        Write(CommandHigh, apicId << 24);
        Write(CommandLow, command);

        // An emulator that runs all cores in turn on one thread goes on to the next at this hint, not before.
        X86.Pause();
    }

    private static uint Read(int register) => Volatile.Read(ref *(uint*)(FrameAllocator.ToVirtual(Acpi.LocalApicAddress) + register));

    private static void Write(int register, uint value) =>
        Volatile.Write(ref *(uint*)(FrameAllocator.ToVirtual(Acpi.LocalApicAddress) + register), value);
}
