using Abi;
using Core;
using Core.Machine;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel.Calls;

/// <summary>Interrupts and exceptions.</summary>
internal static class Traps
{
    private const int FirstInterrupt = 32;

    /// <summary>A trap from user mode. Never returns: the core's loop resumes the context, or another.</summary>
    [Export("trap_from_user")]
    public static void TrapFromUser(ref HwContext frame)
    {
        UserContexts.CaptureFrame(ref frame);
        Pcore core = Pcore.Current;
        int vector = (int)frame.TrapNumber;
        if (vector >= FirstInterrupt)
        {
            Interrupt(core, vector);
            SingleScheduler.Tick(core);
        }
        else
        {
            Fault(core, core.Process!, ref frame);
        }

        Pcore.Run();
    }

    /// <summary>A trap from the kernel itself: an interrupt while the core waits, or a bug.</summary>
    [Export("trap_from_kernel")]
    public static void TrapFromKernel(ref HwContext frame)
    {
        int vector = (int)frame.TrapNumber;
        if (vector >= FirstInterrupt)
        {
            Interrupt(Pcore.Current, vector);
            return;
        }

        if (vector is Trap.PageFault or Trap.DoubleFault && KernelStacks.IsGuard(X86.ReadCr2()))
        {
            Panic.FailWithFrame("kernel stack overflow", ref frame);
        }

        Panic.FailWithFrame("exception in the kernel", ref frame);
    }

    [NoAlloc("interrupts")]
    private static void Interrupt(Pcore core, int vector)
    {
        if (vector != Interrupts.SpuriousVector)
        {
            LocalApic.EndOfInterrupt();
        }

        switch (vector)
        {
            case Interrupts.TimerVector:
                core.Alarms.Service();
                break;
            case Interrupts.FlushVector:
                Tlb.ServiceFlush();
                break;
            case Interrupts.Serial1Vector:
            case Interrupts.Serial2Vector:
                ConsoleDevice.Poll();
                break;
            default:
                // A wake-up: the loop looks at the queues.
                break;
        }
    }

    [NoAlloc("page faults are frequent")]
    private static void Fault(Pcore core, Process process, ref HwContext frame)
    {
        ulong address = 0;
        if (frame.TrapNumber == Trap.PageFault)
        {
            address = X86.ReadCr2();
            Errno error = process.Space.HandleFault(address, frame.ErrorCode);
            if (error == Errno.None)
            {
                return;
            }

            if (error == Errno.ENOMEM)
            {
                // The process did nothing wrong; a fault to handle would only need more memory.
                VcoreStart.Kill(process, "out of physical memory");
                return;
            }
        }

        ref UserContext context = ref Cores.Context;
        context.Marker = FaultMarker.Reflected;
        context.FaultAux = address;
        if (!VcoreStart.EnterVcoreContext(core, process))
        {
            Report(process, core.Vcore, ref frame, address);
            VcoreStart.Kill(process, "a fault that cannot be reflected");
        }
    }

    private static void Report(Process process, int vcore, ref HwContext frame, ulong address)
    {
        Log.Begin();
        Log.Write("process ");
        Log.Decimal((ulong)process.Pid);
        Log.Write(" vcore ");
        Log.Decimal((ulong)vcore);
        Log.Write(": trap ");
        Log.Decimal(frame.TrapNumber);
        Log.Write(" error ");
        Log.Hex(frame.ErrorCode);
        Log.Write(" address ");
        Log.Hex(address);
        Log.Write(" rip ");
        Log.Hex(frame.Rip);
        Log.Write(" rsp ");
        Log.Hex(frame.Rsp);
        Log.Write(" rbp ");
        Log.Hex(frame.Rbp);
        Log.Write(" r14 ");
        Log.Hex(frame.R14);
        Log.Write(" notif_disabled ");
        Log.Decimal(process.Pages.Vcpd(vcore).NotifDisabled);
        Log.Write("\n");
        Log.End();
    }
}
