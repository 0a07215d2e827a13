using Abi;
using Core;
using Kernel.Events;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel.Calls;

/// <summary>The asynchronous syscall: from the struct in user memory to the handler, and back.</summary>
/// <remarks>A call that blocks keeps its kthread; the core starts the next struct of the same trap or returns to the
/// process, which finds the struct not done. Completion sets DONE and the kernel lock together, sends the event, and clears
/// the lock: only then may the process reuse the struct.</remarks>
internal static class CallEntry
{
    private const ulong MaxBatch = 4096;
    private const long MaxErrno = 4095;

    /// <summary>The SYSCALL instruction: RDI and RSI of the caller, whose context entry code has saved. Never returns.</summary>
    [Export("syscall_from_user")]
    public static void SyscallFromUser(ulong structs, ulong count)
    {
        Pcore core = Pcore.Current;
        core.PendingCall = structs;
        core.PendingCount = count < MaxBatch ? count : MaxBatch;
        Pcore.Run();
    }

    /// <summary>Runs the next struct the core's context has submitted, on the calling kthread.</summary>
    public static void RunNext(Pcore core, Process process)
    {
        ulong address = core.PendingCall;
        core.PendingCall = address + SyscallStruct.Size;
        core.PendingCount--;
        if ((address & 7) != 0 || process.Space.Read(address, out SyscallStruct call) != Errno.None)
        {
            VcoreStart.Kill(process, "a syscall struct is not in its memory");
            return;
        }

        Kthread kthread = core.Kthread;
        process.AddReference();
        kthread.Process = process;
        kthread.CallAddress = address;
        kthread.ErrorText = null;
        kthread.IsAborted = false;
        long result = SystemCalls.Instance.Dispatch(
            call.Number, call.Arg0, call.Arg1, call.Arg2, call.Arg3, call.Arg4, call.Arg5);
        Finish(kthread, result);
        kthread.Process = null;
        process.Release();
    }

    /// <summary>Answers a call. A handler that gives up its caller's context does it first; the second time nothing happens.</summary>
    /// <param name="result">The value, or the negative of an errno.</param>
    public static void Finish(Kthread kthread, long result)
    {
        ulong address = kthread.CallAddress;
        Process process = kthread.Process!;
        if (address == 0)
        {
            return;
        }

        kthread.CallAddress = 0;
        AddressSpace space = process.Space;
        bool failed = result is < 0 and >= -MaxErrno;
        if (failed)
        {
            WriteError(space, address, (Errno)(int)-result, kthread.ErrorText);
            result = -1;
        }
        else
        {
            space.Write(address + SyscallOffsets.Error, 0);
        }

        space.Write(address + SyscallOffsets.ReturnValue, result);
        ulong flags = address + SyscallOffsets.Flags;
        if (space.Or(flags, SyscallFlags.Done | SyscallFlags.KernelLock, out ulong before) != Errno.None)
        {
            // The process unmapped its own struct: nobody is left to tell.
            return;
        }

        if ((before & SyscallFlags.UserEvent) != 0 && space.Read(address + SyscallOffsets.EventQueue, out ulong queue) == Errno.None)
        {
            var message = new EventMessage { Type = EventType.Syscall, Arg3 = address };
            EventSender.Send(process, queue, in message, 0);
        }

        space.And(flags, ~SyscallFlags.KernelLock, out _);
    }

    private static void WriteError(AddressSpace space, ulong address, Errno error, string? text)
    {
        space.Write(address + SyscallOffsets.Error, (int)error);
        text ??= ErrnoText.Of(error);
        System.Span<byte> bytes = stackalloc byte[Limits.ErrorTextLength];
        int length = 0;
        while (length < text.Length && length < bytes.Length - 1)
        {
            bytes[length] = (byte)text[length];
            length++;
        }

        bytes[length] = 0;
        space.CopyOut(address + SyscallOffsets.ErrorText, bytes.Slice(0, length + 1));
    }
}
