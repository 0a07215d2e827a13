using System.Diagnostics.CodeAnalysis;
using Abi;
using Core;
using Kernel;
using Kernel.Machine;

namespace Boot;

/// <summary>The first C# of the machine.</summary>
internal static class BootMain
{
    private const int Com1Line = 4;
    private const int Com2Line = 3;

    /// <summary>The boot processor: boot page tables, boot stack, interrupts off. Never returns.</summary>
    /// <param name="protocol">Which loader; see <see cref="BootLayout"/>.</param>
    /// <param name="information">Physical address of its information block.</param>
    [Export("kernel_main")]
    public static void Main(uint protocol, ulong information)
    {
        Log.Initialize();
        BootInfo.Initialize(protocol, information);
        FrameAllocator.Initialize();
        KernelSpace.Initialize();
        Acpi.Initialize();
        Cores.InitializeCurrent(0, KernelStacks.Allocate());
        Core.Kernel.KernelHeap.Initialize();
        Interrupts.MaskLegacyController();
        LocalApic.Initialize();
        Clock.Initialize();
        Startup.Prepare();
        ProcessorStart.StartAll();
        IoApic.Route(Com1Line, Interrupts.Serial1Vector);
        IoApic.Route(Com2Line, Interrupts.Serial2Vector);
        if (Log.Verbose)
        {
            Report();
        }

        Startup.BeginFirst();
    }

    /// <summary>Every other processor, on a kernel stack and the kernel's page tables. Never returns.</summary>
    [Export("kernel_ap_main")]
    public static void ApplicationProcessor(ulong core)
    {
        Cores.InitializeCurrent((int)core, 0);
        LocalApic.Initialize();
        Startup.BeginOther();
    }

    private static void Report()
    {
        Log.Line("cores: ", (ulong)Cores.OnlineCount);
        Log.Line("free memory: ", FrameAllocator.FreeFrames / 256, " MiB");
        Log.Line("tsc: ", Clock.TscFrequency / 1000, " kHz");
        Log.Line("apic timer: ", Clock.TimerFrequency / 1000, " kHz");
    }
}
