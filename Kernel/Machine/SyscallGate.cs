using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Programs the SYSCALL instruction. Source: SDM 3A 5.8.8.</summary>
internal static unsafe class SyscallGate
{
    // Cleared at entry: trap, interrupt, direction, nested task, alignment check, resume.
    private const ulong FlagsMask = 0x100 | 0x200 | 0x400 | 0x4000 | 0x10000 | 0x40000;

    public static void Initialize()
    {
        X86.WriteMsr(Msr.Star, ((ulong)Selector.KernelCode << 32) | ((ulong)(Selector.KernelData | 3) << 48));
        X86.WriteMsr(Msr.Lstar, (ulong)Routines.SyscallEntry);
        X86.WriteMsr(Msr.Fmask, FlagsMask);
        X86.WriteMsr(Msr.Efer, X86.ReadMsr(Msr.Efer) | 1);
    }
}
