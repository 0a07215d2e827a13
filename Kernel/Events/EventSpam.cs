using System.Threading;
using Abi;
using Core;
using Kernel.Processes;

namespace Kernel.Events;

/// <summary>Delivers a message that somebody must read, to whichever vcore will: the wanted one, or another.</summary>
/// <remarks>A vcore that is about to yield clears CanReceiveMessages first and then drains its mailbox. So a message posted
/// while the flag was set before and after will be read; otherwise it is posted again elsewhere, and receivers tolerate
/// duplicates.</remarks>
[NoAlloc("interrupts and completion")]
internal static class EventSpam
{
    private const int MaxAttempts = 10;

    public static void Post(Process process, in EventMessage message, int vcore, uint flags)
    {
        if (!process.IsMcp)
        {
            PostAndNotify(process, in message, 0);
            return;
        }

        bool mustRun = (flags & EventFlags.VcoreMustRun) != 0;
        if (mustRun ? TryRunning(process, in message, vcore) : TryReceiving(process, in message, vcore))
        {
            return;
        }

        if (process.State != ProcessState.Waiting && TryOnline(process, in message))
        {
            return;
        }

        PostAndNotify(process, in message, process.FallbackVcore());
    }

    private static bool TryRunning(Process process, in EventMessage message, int vcore)
    {
        if (!process.IsMapped(vcore))
        {
            return false;
        }

        PostAndNotify(process, in message, vcore);
        Interlocked.MemoryBarrier();
        return process.IsMapped(vcore);
    }

    private static bool TryReceiving(Process process, in EventMessage message, int vcore)
    {
        if (!CanReceive(process, vcore))
        {
            return false;
        }

        PostAndNotify(process, in message, vcore);
        Interlocked.MemoryBarrier();
        return CanReceive(process, vcore);
    }

    private static bool TryOnline(Process process, in EventMessage message)
    {
        for (int i = 0; i < MaxAttempts; i++)
        {
            int vcore = process.FirstOnline();
            if (vcore < 0)
            {
                return false;
            }

            PostAndNotify(process, in message, vcore);
            Interlocked.MemoryBarrier();
            if (process.FirstOnline() == vcore && CanReceive(process, vcore))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanReceive(Process process, int vcore) =>
        (Volatile.Read(ref process.Pages.Vcpd(vcore).Flags) & VcoreFlags.CanReceiveMessages) != 0;

    private static void PostAndNotify(Process process, in EventMessage message, int vcore)
    {
        Mailbox.Post(process, Mailbox.OfVcore(vcore, isPrivate: false), in message);
        process.Notify(vcore);
    }
}
