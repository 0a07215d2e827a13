using System.Threading;
using Abi;
using Core;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>System calls of the scheduler itself, none of which blocks in the kernel.</summary>
internal static unsafe class Kernel
{
    /// <summary>Issues a call and waits for it by looking: the kernel finishes it at once or on another core.</summary>
    public static void Issue(SyscallStruct* call)
    {
        call->Flags = 0;
        Routines.RawSyscall(call, 1);
        while (!IsDone(call))
            X86.Pause();
    }

    /// <summary>The struct may be reused: done, and the kernel no longer looks at it.</summary>
    public static bool IsDone(SyscallStruct* call) =>
        (Volatile.Read(ref call->Flags) & (SyscallFlags.Done | SyscallFlags.KernelLock)) == SyscallFlags.Done;

    /// <summary>A call from vcore context, or with notifications disabled, through the vcore's own struct.</summary>
    public static long FromVcore(uint number, ulong word0 = 0, ulong word1 = 0, ulong word2 = 0, ulong word3 = 0)
    {
        SyscallStruct* call = Vcores.Here->Call;
        call->Number = number;
        call->Error = 0;
        call->ReturnValue = 0;
        call->Arg0 = word0;
        call->Arg1 = word1;
        call->Arg2 = word2;
        call->Arg3 = word3;
        Issue(call);
        return call->Error != 0 ? -call->Error : call->ReturnValue;
    }

    /// <summary>Enters vcore context on the given vcore as soon as it can: from outside, or when notifications are enabled.</summary>
    public static void Notify(uint vcore)
    {
        EventMessage message = default;
        message.Type = EventType.UserIpi;
        message.Arg2 = vcore;
        FromVcore(SyscallNumber.SelfNotify, vcore, EventType.UserIpi, (ulong)&message, 1);
    }

    /// <summary>Ends the process.</summary>
    public static void Exit(int status)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.ProcDestroy;
        call.Arg0 = (ulong)(uint)Vcores.Info->Pid;
        call.Arg1 = (ulong)(uint)status;
        Issue(&call);
        while (true)
            X86.Pause();
    }
}
