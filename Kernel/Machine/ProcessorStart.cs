using System.Threading;
using Abi;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Starts the application processors by INIT-SIPI-SIPI. Source: SDM 3A 8.4.4.</summary>
public static unsafe class ProcessorStart
{
    private const ulong InitDelayNs = 10_000_000;
    private const ulong StartupDelayNs = 200_000;
    private const ulong TimeoutNs = 1_000_000_000;

    /// <summary>Starts every core the tables name, one after another; each calls <c>kernel_ap_main</c> with its index.</summary>
    public static void StartAll()
    {
        byte* page = FrameAllocator.ToVirtual(BootLayout.Trampoline);
        MachineRoutines.MemMove(page, KernelImage.Trampoline, BootLayout.TrampolineSize);
        for (int core = 1; core < Cores.Count; core++)
        {
            LocalApic.SendInit(core);
        }

        if (Cores.Count > 1)
        {
            Clock.Delay(InitDelayNs);
        }

        for (int core = 1; core < Cores.Count; core++)
        {
            Start(core, (ApParameters*)(page + BootLayout.ParametersOffset));
        }
    }

    private static void Start(int core, ApParameters* parameters)
    {
        ulong stack = KernelStacks.Allocate();
        Panic.Unless(stack != 0, "no memory for a core's stack");
        parameters->PageTable = KernelSpace.Root;
        parameters->Stack = stack;
        parameters->Entry = (ulong)(delegate*<ulong, void>)&ApMain;
        parameters->Argument = (ulong)core;
        int before = Cores.OnlineCount;
        for (int attempt = 0; attempt < 2 && Cores.OnlineCount == before; attempt++)
        {
            LocalApic.SendStartup(core, BootLayout.Trampoline);
            WaitOnline(before, attempt == 0 ? StartupDelayNs * 50 : TimeoutNs);
        }

        Panic.Unless(Cores.OnlineCount > before, "a core did not start");
    }

    private static void WaitOnline(int before, ulong ns)
    {
        ulong end = Clock.Now + Clock.FromNanoseconds(ns);
        while (Cores.OnlineCount == before && Clock.Now < end)
        {
            X86.Pause();
        }
    }

    [Routine("kernel_ap_main")]
    private static extern void ApMain(ulong core);
}
