using Abi;
using Core;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Events;

/// <summary>Posting to an <see cref="EventMailbox"/> in user memory.</summary>
[NoAlloc("interrupts and completion")]
internal static class Mailbox
{
    private const ulong BodyOffset = 8;
    private const ulong BitmapCheckOffset = BodyOffset;
    private const ulong BitmapBitsOffset = BodyOffset + 8;

    /// <summary>Posts by the mailbox's kind.</summary>
    /// <returns>EINVAL when the mailbox is of no known kind or not set up, EFAULT, ENOMEM: the message is lost.</returns>
    public static Errno Post(Process process, ulong mailbox, in EventMessage message)
    {
        Errno error = process.Space.Read(mailbox, out uint type);
        if (error != Errno.None)
        {
            return error;
        }

        return type switch
        {
            MailboxType.Ucq => Ucq.Post(process, mailbox + BodyOffset, in message),
            MailboxType.Bitmap => PostBit(process.Space, mailbox, message.Type),
            _ => Errno.EINVAL,
        };
    }

    /// <summary>User address of a vcore's public or private mailbox.</summary>
    public static ulong OfVcore(int vcore, bool isPrivate) =>
        AddressMap.ProcData + ProcData.VcoresOffset + ((ulong)vcore * VcorePreemptData.Size)
        + (ulong)(isPrivate ? VcpdOffsets.PrivateMailbox : VcpdOffsets.PublicMailbox);

    private static Errno PostBit(AddressSpace space, ulong mailbox, ushort type)
    {
        if (type >= 64)
        {
            return Errno.EINVAL;
        }

        Errno error = space.Or(mailbox + BitmapBitsOffset, 1UL << type, out _);
        return error == Errno.None ? space.StoreRelease(mailbox + BitmapCheckOffset, 1) : error;
    }
}
