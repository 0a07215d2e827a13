using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Takes events from mailboxes and acts on them, in vcore context.</summary>
internal static unsafe class Events
{
    private static EventQueue* s_kernelQueue;

    /// <summary>Registers the queue for events the kernel sends to the process.</summary>
    public static void SetUp()
    {
        s_kernelQueue = (EventQueue*)Pages.Map(AddressMap.PageSize);
        s_kernelQueue->Flags = EventFlags.SpamPublic | EventFlags.Ipi | EventFlags.Wakeup;
        ProcData* data = Vcores.ProcessData;
        *ProcData.KernelEvent(data, EventType.Alarm) = (ulong)s_kernelQueue;
        *ProcData.KernelEvent(data, EventType.PosixSignal) = (ulong)s_kernelQueue;
        *ProcData.KernelEvent(data, EventType.VcorePreempt) = (ulong)s_kernelQueue;
        *ProcData.KernelEvent(data, EventType.CheckMessages) = (ulong)s_kernelQueue;
    }

    /// <summary>Drains the vcore's own mailboxes.</summary>
    /// <returns>Whether there was anything.</returns>
    public static bool HandleAll(Vcore* vcore)
    {
        // Cleared first: what is posted after the drain sets it again.
        Volatile.Write(ref vcore->Data->NotifPending, 0);
        Interlocked.MemoryBarrier();
        bool any = Drain(&vcore->Data->PrivateMailbox);
        any |= Drain(&vcore->Data->PublicMailbox);
        return any;
    }

    /// <summary>Drains the public mailbox of another vcore that cannot do so itself.</summary>
    public static void DrainPublic(uint vcore)
    {
        if (vcore < Vcores.Count)
            Drain(&Vcores.At(vcore)->Data->PublicMailbox);
    }

    private static bool Drain(EventMailbox* mailbox)
    {
        bool any = false;
        EventMessage message;
        while (Mailboxes.TryTake(mailbox, &message))
        {
            any = true;
            Handle(&message);
        }

        return any;
    }

    private static void Handle(EventMessage* message)
    {
        switch (message->Type)
        {
            case EventType.Event:
                HandleQueue((EventQueue*)message->Arg3);
                break;
            case EventType.Syscall:
                Uthreads.SyscallDone((SyscallStruct*)message->Arg3);
                break;
            case EventType.Alarm:
                Alarms.Expire();
                break;
            case EventType.PosixSignal:
                Signals.TakeInVcoreContext(message->Arg1, message->Arg4);
                break;
            case EventType.VcorePreempt:
                PreemptRecovery.Recover(message->Arg2);
                break;
            case EventType.CheckMessages:
                if (message->Arg2 != Vcores.Here->Id)
                    DrainPublic(message->Arg2);
                break;
        }
    }

    private static void HandleQueue(EventQueue* queue)
    {
        // Cleared before the drain, so that the next post alerts again.
        Volatile.Write(ref queue->AlertPending, 0);
        Interlocked.MemoryBarrier();
        Drain((EventMailbox*)queue->Mailbox);
    }
}
