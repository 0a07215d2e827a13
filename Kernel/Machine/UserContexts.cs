using System;
using System.Diagnostics.CodeAnalysis;
using Abi;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Moves user contexts between a core, process data and storage, and returns to user mode.</summary>
[NoAlloc("entry and exit")]
public static unsafe class UserContexts
{
    private const ulong AlwaysSetFlags = 0x202;

    // Status flags, trap flag, direction, alignment check, identification: what user code could set itself.
    private const ulong UserFlags = 0x240DD5;
    private const uint MxcsrMask = 0xFFFF;
    private const uint DefaultMxcsr = 0x1F80;
    private const ushort DefaultFpuControl = 0x37F;
    private const int FpuMxcsrOffset = 24;

    // In FaultAux of a software context on a core: resume with the FPU state in the core's block.
    private const ulong KeepFpu = 1;

    /// <summary>Copies the frame of a trap from user mode to this core's context; entry code has saved the FPU.</summary>
    public static void CaptureFrame(ref HwContext frame)
    {
        ref UserContext context = ref Cores.Context;
        context.Type = ContextType.Hardware;
        context.Marker = FaultMarker.None;
        context.FaultAux = 0;
        context.Hw = frame;
    }

    /// <summary>Saves this core's context with its FPU state as a vcore's interrupted context.</summary>
    /// <param name="asVcoreContext">Where to: the vcore's own slot, or its uthread's.</param>
    public static void SaveToVcore(ProcessPages pages, int vcore, bool asVcoreContext)
    {
        ref VcorePreemptData vcpd = ref pages.Vcpd(vcore);
        if (asVcoreContext)
        {
            vcpd.VcoreContext = Cores.Context;
        }
        else
        {
            vcpd.UthreadContext = Cores.Context;
        }

        if (Cores.Context.Type == ContextType.Hardware)
        {
            MachineRoutines.MemMove(pages.Ancillary(vcore), Cores.Fpu, CoreBlock.FpuSize);
            vcpd.AncillaryFlags |= AncillaryFlags.FpuSaved;
        }
        else
        {
            vcpd.AncillaryFlags &= ~AncillaryFlags.FpuSaved;
        }
    }

    /// <summary>Makes a vcore's saved vcore context this core's context.</summary>
    /// <returns>Whether it is one that user mode can run.</returns>
    public static bool LoadVcoreContext(ProcessPages pages, int vcore)
    {
        ref VcorePreemptData vcpd = ref pages.Vcpd(vcore);
        Cores.Context = vcpd.VcoreContext;
        if ((vcpd.AncillaryFlags & AncillaryFlags.FpuSaved) != 0)
        {
            MachineRoutines.MemMove(Cores.Fpu, pages.Ancillary(vcore), CoreBlock.FpuSize);
        }
        else
        {
            ResetFpu();
        }

        return Sanitize();
    }

    /// <summary>Makes this core's context the start of a vcore, as its data asks.</summary>
    /// <param name="interrupts">The context so far was interrupted by this: its FPU state stays in the registers.</param>
    /// <returns>Whether user mode can run it.</returns>
    public static bool LoadFreshVcore(ProcessPages pages, int vcore, bool interrupts)
    {
        bool keepsFpu = interrupts && Cores.Context.Type == ContextType.Hardware;
        ref VcorePreemptData vcpd = ref pages.Vcpd(vcore);
        bool usable = LoadFresh(vcpd.VcoreEntry, vcpd.VcoreStack, vcpd.VcoreTlsDescriptor, (ulong)vcore);
        Cores.Context.FaultAux = keepsFpu ? KeepFpu : 0;
        return usable;
    }

    /// <summary>Makes this core's context the start of code: RBX = RDI = <paramref name="argument"/>.</summary>
    public static bool LoadFresh(ulong entry, ulong stack, ulong tls, ulong argument)
    {
        ref UserContext context = ref Cores.Context;
        context = default;
        context.Type = ContextType.Software;
        context.Sw.Rip = entry;
        context.Sw.Rsp = stack;
        context.Sw.FsBase = tls;
        context.Sw.Rbx = argument;
        context.Sw.Mxcsr = DefaultMxcsr;
        context.Sw.FpuControl = DefaultFpuControl;
        return Sanitize();
    }

    /// <summary>Makes a context from user memory this core's.</summary>
    /// <param name="fpuAddress">Its FXSAVE image; 0 for the initial state.</param>
    /// <returns>EFAULT, or EINVAL when user mode cannot run it.</returns>
    public static Errno LoadFromUser(AddressSpace space, ulong address, ulong fpuAddress)
    {
        Errno error = space.Read(address, out UserContext context);
        if (error != Errno.None)
        {
            return error;
        }

        ResetFpu();
        if (fpuAddress != 0)
        {
            error = space.CopyIn(fpuAddress, new Span<byte>(Cores.Fpu, CoreBlock.FpuSize));
        }

        Cores.Context = context;
        return error != Errno.None || Sanitize() ? error : Errno.EINVAL;
    }

    /// <summary>Copies this core's context and FPU state to kernel storage.</summary>
    public static void Save(SavedContext storage)
    {
        storage.Context = Cores.Context;
        MachineRoutines.MemMove(storage.Fpu, Cores.Fpu, CoreBlock.FpuSize);
    }

    /// <summary>The reverse of <see cref="Save"/>.</summary>
    public static void Load(SavedContext storage)
    {
        Cores.Context = storage.Context;
        MachineRoutines.MemMove(Cores.Fpu, storage.Fpu, CoreBlock.FpuSize);
    }

    /// <summary>Returns to user mode with this core's context, which was sanitized or captured from a trap.</summary>
    [DoesNotReturn]
    public static void Resume()
    {
        CoreBlock* block = Cores.Current;
        if (block->Context.Type == ContextType.Hardware)
        {
            Routines.ResumeHardwareContext(&block->Context, block->Fpu);
        }

        bool keepsFpu = block->Context.FaultAux == KeepFpu;
        block->Context.FaultAux = 0;
        Routines.ResumeSoftwareContext(&block->Context, keepsFpu ? block->Fpu : null);
    }

    // A context user code may have written: force what would fault or leak privilege when it is restored in ring 0.
    private static bool Sanitize()
    {
        ref UserContext context = ref Cores.Context;
        context.Marker = FaultMarker.None;
        context.FaultAux = 0;
        if (context.Type == ContextType.Hardware)
        {
            context.Hw.Cs = Selector.UserCode;
            context.Hw.Ss = Selector.UserData;
            context.Hw.Rflags = (context.Hw.Rflags & UserFlags) | AlwaysSetFlags;
            *(uint*)(Cores.Fpu + FpuMxcsrOffset) &= MxcsrMask;
            return context.Hw.Rip < AddressMap.UserEnd
                && context.Hw.FsBase < AddressMap.UserEnd && context.Hw.GsBase < AddressMap.UserEnd;
        }

        context.Sw.Mxcsr &= MxcsrMask;
        return context.Type == ContextType.Software && context.Sw.Rip < AddressMap.UserEnd
            && context.Sw.FsBase < AddressMap.UserEnd && context.Sw.GsBase < AddressMap.UserEnd;
    }

    private static void ResetFpu()
    {
        MachineRoutines.MemSet(Cores.Fpu, 0, CoreBlock.FpuSize);
        *(ushort*)Cores.Fpu = DefaultFpuControl;
        *(uint*)(Cores.Fpu + FpuMxcsrOffset) = DefaultMxcsr;
    }
}
