using Abi;

namespace Kernel.Calls;

/// <content>Memory.</content>
internal sealed partial class SystemCalls
{
    public override long Mmap(ulong address, ulong length, int protection, int flags, int descriptor, ulong offset)
    {
        const int known = Abi.Mmap.Private | Abi.Mmap.Fixed | Abi.Mmap.Anonymous | Abi.Mmap.Populate;
        if ((flags & Abi.Mmap.Anonymous) == 0 || (flags & ~known) != 0)
        {
            return Fail(Errno.EINVAL, "only private anonymous memory can be mapped");
        }

        Errno error = Caller.Space.MapAnonymous(
            address, length, protection, (flags & Abi.Mmap.Fixed) != 0, out ulong mapped);
        if (error != Errno.None)
        {
            return Fail(error, error == Errno.EACCES ? "memory both writable and executable" : "no such range is free");
        }

        if ((flags & Abi.Mmap.Populate) != 0)
        {
            ulong pages = (length + AddressMap.PageSize - 1) >> AddressMap.PageShift;
            if (Caller.Space.Populate(mapped, pages) != pages)
            {
                Caller.Space.Unmap(mapped, length);
                return Fail(Errno.ENOMEM, "not enough memory to populate the range");
            }
        }

        return (long)mapped;
    }

    public override long Munmap(ulong address, ulong length) =>
        Result(Caller.Space.Unmap(address, length), "not a range of whole user pages");

    public override long Mprotect(ulong address, ulong length, int protection) =>
        Result(Caller.Space.Protect(address, length, protection), "protection not changed");

    public override long PopulateVa(ulong address, ulong pages)
    {
        if ((address & (AddressMap.PageSize - 1)) != 0 || pages > AddressMap.UserEnd >> AddressMap.PageShift)
        {
            return Fail(Errno.EINVAL, "not whole user pages");
        }

        return (long)Caller.Space.Populate(address, pages);
    }
}
