using System.Diagnostics.CodeAnalysis;
using Core;
using Kernel.Calls;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <content>The loop every kernel entry ends in.</content>
internal sealed partial class Pcore
{
    // Only its interrupt matters.
    private readonly Alarm _haltAlarm = new();

    /// <summary>First function on an empty kthread stack.</summary>
    [Export("kthread_main")]
    public static void KthreadMain()
    {
        Pcore core = Current;
        core.AfterSwitch();
        KernelTask task = core.Kthread.Task;
        if (task != KernelTask.None)
        {
            KernelTasks.Run(task);
            Current.Kthread.Task = KernelTask.None;
        }

        Run();
    }

    /// <summary>Does what is to be done on this core, most urgent first, until a user context can be resumed.</summary>
    /// <remarks>The calling kthread has nothing left to do. It may change cores inside a call, so the core is looked up
    /// anew each time.</remarks>
    [DoesNotReturn]
    public static void Run()
    {
        while (true)
        {
            Pcore core = Current;
            if (core.PendingCount > 0 && core.Process is { IsDying: false } caller)
            {
                // Before any message: one may take the context away, and the calls with it.
                CallEntry.RunNext(core, caller);
            }
            else if (core.Messages.TryTake(out Message message))
            {
                core.Handle(in message);
            }
            else if (core.TakeRunnable() is { } kthread)
            {
                kthread.Continue(core);
            }
            else if (core.Process is { } process)
            {
                core.Proceed(process);
            }
            else if (core.Id != 0 || !SingleScheduler.Dispatch(core))
            {
                core.Idle();
            }
        }
    }

    private void Proceed(Process process)
    {
        if (process.IsDying)
        {
            // Its Death message may still be on the way; the message finds another owner then, or none.
            Ksched.LeaveDying(this);
        }
        else if (Id == 0 && process.IsMcp && SingleScheduler.WantsCore)
        {
            Ksched.ClaimForSingle(this);
            if (Messages.IsEmpty)
            {
                Resume(process);
            }
        }
        else
        {
            Resume(process);
        }
    }

    [DoesNotReturn]
    private void Resume(Process process)
    {
        LoadSpace(process);
        UserContexts.Resume();
    }

    private void Handle(in Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.StartVcore:
                VcoreStart.Start(this, message.Process, message.Vcore);
                break;
            case MessageKind.Notify:
                VcoreStart.Notify(this, message.Process, message.Vcore);
                break;
            case MessageKind.Preempt:
                VcoreStart.Preempt(this, message.Process, message.Vcore);
                break;
            case MessageKind.Death:
                if (Process == message.Process)
                {
                    Ksched.LeaveDying(this);
                }

                break;
            default:
                Panic.Fail("a message of unknown kind");
                break;
        }
    }

    /// <summary>Sleeps until an interrupt, a message or the end of the time, keeping the user context.</summary>
    public void Halt(ulong durationUs)
    {
        const ulong longestUs = 3_600_000_000;
        ulong limit = durationUs < longestUs ? durationUs : longestUs;
        Alarms.Set(_haltAlarm, Clock.Now + Clock.FromNanoseconds(limit * 1000));
        if (Messages.IsEmpty && _runFirst == null)
        {
            Interrupts.Wait();
        }

        AlarmChain.Cancel(_haltAlarm);
    }

    // Interrupts come only inside Wait. Whoever adds work for this core from another one also sends an interrupt.
    private void Idle()
    {
        UnloadSpace();
        if (Messages.IsEmpty && _runFirst == null)
        {
            Interrupts.Wait();
        }
    }
}
