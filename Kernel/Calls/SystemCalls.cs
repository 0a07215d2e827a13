using Abi;
using Kernel.Events;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;
using Syscalls;

namespace Kernel.Calls;

/// <summary>The kernel's side of every system call: scheduling and processes here, memory and files in the facets.</summary>
/// <remarks>Context: a kthread with its process set. A handler that blocks may continue on another core.</remarks>
internal sealed partial class SystemCalls : SyscallHandler
{
    private const ulong NsPerUs = 1000;
    private const ulong NsPerSecond = 1_000_000_000;
    private const ulong LongestSleepNs = 1UL << 60;

    public static SystemCalls Instance { get; private set; } = null!;

    private static Process Caller => Pcore.Current.Kthread.Process!;

    public static void Initialize() => Instance = new SystemCalls();

    public override long Null() => 0;

    public override long Block(ulong durationUs)
    {
        ulong ns = durationUs < LongestSleepNs / NsPerUs ? durationUs * NsPerUs : LongestSleepNs;
        return Result(Sleep.Until(Clock.Now + Clock.FromNanoseconds(ns)), "block aborted");
    }

    public override long Nanosleep(ulong request, ulong remaining)
    {
        Process process = Caller;
        Errno error = process.Space.Read(request, out ulong seconds);
        error = error == Errno.None ? process.Space.Read(request + 8, out ulong _) : error;
        if (error != Errno.None || process.Space.Read(request + 8, out ulong nanoseconds) != Errno.None)
        {
            return Fail(Errno.EFAULT, "the requested time is not readable");
        }

        if (nanoseconds >= NsPerSecond)
        {
            return Fail(Errno.EINVAL, "nanoseconds of a second or more");
        }

        ulong ns = seconds < LongestSleepNs / NsPerSecond ? (seconds * NsPerSecond) + nanoseconds : LongestSleepNs;
        ulong deadline = Clock.Now + Clock.FromNanoseconds(ns);
        error = Sleep.Until(deadline);
        if (error == Errno.EINTR && remaining != 0)
        {
            ulong now = Clock.Now;
            ulong left = deadline > now ? Clock.ToNanoseconds(deadline - now) : 0;
            process.Space.Write(remaining, left / NsPerSecond);
            process.Space.Write(remaining + 8, left % NsPerSecond);
        }

        return Result(error, "sleep aborted");
    }

    public override long GetPcoreId() => Pcore.Current.Id;

    public override long GetVcoreId() => Pcore.Current.Vcore;

    public override long ProcDestroy(int pid, int exitCode)
    {
        Process caller = Caller;
        if (pid != 0 && pid != caller.Pid)
        {
            Process? other = ProcessTable.Find(pid);
            if (other == null)
            {
                return Fail(Errno.ESRCH, "no process with that number");
            }

            other.Release();
            return Fail(Errno.EPERM, "a process can only end itself");
        }

        CallEntry.Finish(Pcore.Current.Kthread, 0);
        caller.Destroy(exitCode);
        return 0;
    }

    public override long ProcYield(int isNice)
    {
        // Done before the context is given up: the vcore may never come back to look.
        Pcore core = Pcore.Current;
        CallEntry.Finish(core.Kthread, 0);
        if (core.Process == Caller)
        {
            Caller.Yield(core, isNice != 0);
        }

        return 0;
    }

    public override long ChangeVcore(uint vcore, int enableNotifications)
    {
        Pcore core = Pcore.Current;
        if (core.Process != Caller)
        {
            return Fail(Errno.EAGAIN, "the caller has lost its core");
        }

        Kthread kthread = core.Kthread;
        ulong address = kthread.CallAddress;
        Errno error = Caller.ChangeVcore(core, (int)vcore, enableNotifications != 0);
        Panic.Unless(kthread.CallAddress == address, "a call ended under its handler");
        return Result(error, "vcore not changed");
    }

    public override long ChangeToM()
    {
        Pcore core = Pcore.Current;
        Process process = Caller;
        if (core.Process != process)
        {
            return Fail(Errno.EAGAIN, "the caller has lost its core");
        }

        if (!process.CanChangeToM)
        {
            return Fail(Errno.EINVAL, "already many-core, or vcore 0 is not prepared");
        }

        CallEntry.Finish(core.Kthread, 0);
        process.ChangeToM(core);
        return 0;
    }

    public override long PokeKsched(int pid, int resource)
    {
        Process process = Caller;
        if ((pid != 0 && pid != process.Pid) || resource != ResourceType.Cores)
        {
            return Fail(Errno.EINVAL, "only the caller's cores can be asked for");
        }

        Ksched.Poke(process);
        return 0;
    }

    public override long VcEntry()
    {
        Pcore core = Pcore.Current;
        CallEntry.Finish(core.Kthread, 0);
        if (core.Process == Caller)
        {
            VcoreStart.EnterVcoreContext(core, Caller);
        }

        return 0;
    }

    public override long PopCtx(ulong context, ulong fpuState)
    {
        Pcore core = Pcore.Current;
        Process process = Caller;
        if (core.Process != process || process.Pages.Vcpd(core.Vcore).NotifDisabled == 0)
        {
            return Fail(Errno.EINVAL, "not in vcore context");
        }

        CallEntry.Finish(core.Kthread, 0);
        Errno error = VcoreStart.PopContext(core, process, context, fpuState);
        if (error != Errno.None)
        {
            VcoreStart.Kill(process, "pop_ctx of a context that cannot be run");
        }

        return 0;
    }

    public override long HaltCore(ulong durationUs)
    {
        // The core sleeps in the kernel with the context in its slot; any message or interrupt ends it.
        Pcore core = Pcore.Current;
        Process process = Caller;
        CallEntry.Finish(core.Kthread, 0);
        if (core.Process == process && process.Pages.Vcpd(core.Vcore).NotifPending == 0)
        {
            core.Halt(durationUs);
        }

        return 0;
    }

    public override long SelfNotify(uint vcore, uint type, ulong message, int isPrivate)
    {
        if (vcore >= (uint)Pcore.Count)
        {
            return Fail(Errno.EINVAL, "no such vcore");
        }

        Errno error = ReadMessage(type, message, out EventMessage value);
        return Result(error == Errno.None ? EventSender.PostToVcore(Caller, (int)vcore, in value, isPrivate != 0) : error, "event not posted");
    }

    public override long Notify(int pid, uint type, ulong message)
    {
        Process? target = pid == 0 ? Referenced(Caller) : ProcessTable.Find(pid);
        if (target == null)
        {
            return Fail(Errno.ESRCH, "no process with that number");
        }

        Errno error = ReadMessage(type, message, out EventMessage value);
        if (error == Errno.None)
        {
            EventSender.SendKernelEvent(target, value.Type, in value, 0);
        }

        target.Release();
        return Result(error, "event not readable");
    }

    public override long SendEvent(ulong eventQueue, ulong message, uint vcore)
    {
        Errno error = Caller.Space.Read(message, out EventMessage value);
        return Result(error == Errno.None ? EventSender.Send(Caller, eventQueue, in value, (int)vcore) : error, "event not sent");
    }

    public override long AbortSyscall(ulong syscallStruct) => Caller.AbortCall(syscallStruct) ? 1 : 0;

    public override long SetAlarm(ulong tscDeadline, ulong cookie)
    {
        Caller.SetAlarm(tscDeadline, cookie);
        return 0;
    }

    private static Process Referenced(Process process)
    {
        process.AddReference();
        return process;
    }

    private static Errno ReadMessage(uint type, ulong address, out EventMessage message)
    {
        message = default;
        Errno error = address == 0 ? Errno.None : Caller.Space.Read(address, out message);
        message.Type = (ushort)type;
        return type > ushort.MaxValue ? Errno.EINVAL : error;
    }

    private static long Result(Errno error, string text) => error == Errno.None ? 0 : Fail(error, text);

    private static long Fail(Errno error, string text)
    {
        Pcore.Current.Kthread.ErrorText = text;
        return -(long)error;
    }
}
