using System;
using System.Diagnostics.CodeAnalysis;
using Abi;
using Kernel.Calls;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel;

/// <summary>Brings the kernel proper up once the machine is; called by Boot.</summary>
public static class Startup
{
    private const int ReservedKthreads = 8;
    private const int OptionLength = 16;

    /// <summary>Options, console, and the objects of all cores. Context: the boot processor, before the others start.</summary>
    public static void Prepare()
    {
        Log.Verbose = FwCfg.SizeOf(BootProtocol.Verbose) >= 0;
        Span<byte> console = stackalloc byte[OptionLength];
        int length = FwCfg.Read(BootProtocol.Console, console);
        ConsoleDevice.Initialize(length > 0 && console.Slice(0, length).SequenceEqual("split"u8));
        SystemCalls.Initialize();
        ProcessTable.Initialize();
        Ksched.Initialize();
        SingleScheduler.Initialize();
        Pcore.CreateAll(Cores.Count);
        Turns.Initialize(Cores.Count);
        Kthread.Reserve(ReservedKthreads + Cores.Count);
    }

    /// <summary>Enters the boot processor's loop, which begins with the init kthread.</summary>
    [DoesNotReturn]
    public static void BeginFirst()
    {
        Kthread? init = Kthread.Take();
        Panic.Unless(init != null, "no memory for the init kthread");
        init.Start(KernelTask.Init);
        Pcore.Current.Begin();
    }

    /// <summary>Enters another processor's loop.</summary>
    [DoesNotReturn]
    public static void BeginOther() => Pcore.Current.Begin();
}
