using Abi;
using Core;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel.Events;

/// <summary>Delivers events to a process. Source: Akaros <c>kern/src/event.c</c>, section 4 of its notes.</summary>
/// <remarks>Context: any, no process lock held. A message that cannot be delivered is dropped; only the process's own
/// mistakes lead there.</remarks>
[NoAlloc("interrupts and completion")]
internal static class EventSender
{
    /// <summary>Sends to whatever queue the process registered for the type; without one nothing happens.</summary>
    public static void SendKernelEvent(Process process, int type, in EventMessage message, int vcore)
    {
        ulong queue = process.Pages.KernelEvent(type);
        if (queue != 0)
        {
            Send(process, queue, in message, vcore);
        }
    }

    /// <summary>Sends to an event queue.</summary>
    /// <param name="queueAddress">User address of an <see cref="EventQueue"/>.</param>
    /// <param name="suggestedVcore">Used when the queue says so.</param>
    public static Errno Send(Process process, ulong queueAddress, in EventMessage message, int suggestedVcore)
    {
        if (process.IsDying)
        {
            return Errno.None;
        }

        Errno error = process.Space.Read(queueAddress, out EventQueue queue);
        if (error != Errno.None)
        {
            return error;
        }

        int vcore = ChooseVcore(process, queueAddress, in queue, suggestedVcore);
        if (vcore < 0)
        {
            return Errno.EINVAL;
        }

        if ((queue.Flags & EventFlags.SpamPublic) != 0)
        {
            EventSpam.Post(process, in message, vcore, queue.Flags);
        }
        else
        {
            error = Deliver(process, queueAddress, in queue, in message, vcore);
        }

        if ((queue.Flags & EventFlags.Wakeup) != 0)
        {
            process.Wakeup();
        }

        return error;
    }

    /// <summary>Posts to a vcore's own mailbox and notifies it.</summary>
    public static Errno PostToVcore(Process process, int vcore, in EventMessage message, bool isPrivate)
    {
        Errno error = Errno.None;
        if (message.Type != EventType.None)
        {
            error = Mailbox.Post(process, Mailbox.OfVcore(vcore, isPrivate), in message);
        }

        process.Notify(vcore);
        return error;
    }

    private static int ChooseVcore(Process process, ulong queueAddress, in EventQueue queue, int suggested)
    {
        uint vcore = queue.Vcore;
        if ((queue.Flags & EventFlags.RoundRobin) != 0)
        {
            // A process may hold no core at all.
            uint count = process.Pages.Info.NumVcores;
            vcore = count == 0 ? 0 : (queue.Vcore + 1) % count;
            process.Space.StoreRelease(queueAddress + EventQueueOffsets.Vcore, vcore);
        }
        else if ((queue.Flags & EventFlags.VcoreAppropriate) != 0)
        {
            vcore = (uint)suggested;
        }

        return vcore < (uint)Pcore.Count ? (int)vcore : -1;
    }

    private static Errno Deliver(Process process, ulong queueAddress, in EventQueue queue, in EventMessage message, int vcore)
    {
        bool isPrivate = (queue.Flags & EventFlags.VcorePrivate) != 0;
        ulong mailbox = queue.Mailbox != 0 ? queue.Mailbox : Mailbox.OfVcore(vcore, isPrivate);
        Errno error = Mailbox.Post(process, mailbox, in message);
        if (error != Errno.None)
        {
            return error;
        }

        if ((queue.Flags & EventFlags.Indirect) != 0)
        {
            SendIndirection(process, queueAddress, in queue, vcore);
        }
        else if ((queue.Flags & EventFlags.Ipi) != 0 || queue.Mailbox == 0)
        {
            process.Notify(vcore);
        }

        return Errno.None;
    }

    // The receiver clears AlertPending before it drains, so a message posted after that raises a new alert.
    private static void SendIndirection(Process process, ulong queueAddress, in EventQueue queue, int vcore)
    {
        bool throttles = (queue.Flags & EventFlags.NoThrottle) == 0;
        if (throttles)
        {
            // The message must be in the mailbox before the flag is looked at; the post ended with a locked operation.
            if (process.Space.Read(queueAddress + EventQueueOffsets.AlertPending, out uint pending) != Errno.None || pending != 0)
            {
                return;
            }

            process.Space.StoreRelease(queueAddress + EventQueueOffsets.AlertPending, 1);
        }

        var indirection = new EventMessage { Type = EventType.Event, Arg3 = queueAddress };
        if ((queue.Flags & EventFlags.SpamIndirect) != 0)
        {
            EventSpam.Post(process, in indirection, vcore, queue.Flags);
        }
        else
        {
            Mailbox.Post(process, Mailbox.OfVcore(vcore, isPrivate: false), in indirection);
            process.Notify(vcore);
        }
    }
}
