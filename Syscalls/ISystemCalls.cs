using System;
using Abi;

namespace Syscalls;

/// <summary>Every system call, declared once: number, signature, errors and meaning.</summary>
/// <remarks>A result of type <see cref="Errno"/> says only whether the call failed; any other is the value of a call that
/// succeeded. A span travels as address and length.</remarks>
[SyscallInterface]
public interface ISystemCalls
{
    /// <summary>Does nothing.</summary>
    [Syscall(SyscallNumber.Null)]
    Errno Null();

    /// <summary>Blocks the calling kthread.</summary>
    /// <returns>EINTR if aborted.</returns>
    [Syscall(SyscallNumber.Block), Errors(Errno.EINTR)]
    Errno Block(ulong durationUs);

    /// <summary>Number of the core the caller runs on.</summary>
    [Syscall(SyscallNumber.GetPcoreId)]
    int GetPcoreId();

    /// <summary>Number of the vcore the caller runs on.</summary>
    [Syscall(SyscallNumber.GetVcoreId)]
    int GetVcoreId();

    /// <summary>Ends a process; for the caller's own it does not return.</summary>
    [Syscall(SyscallNumber.ProcDestroy), Errors(Errno.ESRCH, Errno.EPERM)]
    Errno ProcDestroy(int pid, int exitCode);

    /// <summary>Gives the core back until there is something to do.</summary>
    [Syscall(SyscallNumber.ProcYield), NoStub]
    Errno ProcYield(int isNice);

    /// <summary>Changes to another vcore of the process, from vcore context.</summary>
    /// <returns>0, or EBUSY when that one is running, EAGAIN to retry, EINVAL outside vcore context.</returns>
    [Syscall(SyscallNumber.ChangeVcore), NoStub, Errors(Errno.EBUSY, Errno.EAGAIN, Errno.EINVAL)]
    Errno ChangeVcore(uint vcore, int enableNotifications);

    /// <summary>Maps memory; only private anonymous memory so far.</summary>
    /// <returns>Address of the mapping.</returns>
    [Syscall(SyscallNumber.Mmap), Errors(Errno.ENOMEM, Errno.EINVAL, Errno.EEXIST)]
    long Mmap(ulong address, ulong length, int protection, int flags, int descriptor, ulong offset);

    /// <summary>Unmaps whole pages.</summary>
    [Syscall(SyscallNumber.Munmap), Errors(Errno.EINVAL)]
    Errno Munmap(ulong address, ulong length);

    /// <summary>Changes the protection of whole pages; never writable and executable at once.</summary>
    [Syscall(SyscallNumber.Mprotect), Errors(Errno.EINVAL, Errno.EACCES, Errno.ENOMEM)]
    Errno Mprotect(ulong address, ulong length, int protection);

    /// <summary>Sends an event to a process through its kernel event queue for that type.</summary>
    [Syscall(SyscallNumber.Notify), Errors(Errno.ESRCH, Errno.EINVAL, Errno.EFAULT)]
    Errno Notify(int pid, uint type, ulong message);

    /// <summary>Posts an event to a vcore of the own process and notifies it.</summary>
    [Syscall(SyscallNumber.SelfNotify), NoStub, Errors(Errno.EINVAL, Errno.EFAULT)]
    Errno SelfNotify(uint vcore, uint type, ulong message, int isPrivate);

    /// <summary>Halts the core until an interrupt or a message, at most that long.</summary>
    [Syscall(SyscallNumber.HaltCore), NoStub]
    Errno HaltCore(ulong durationUs);

    /// <summary>Becomes a many-core process; the caller continues as vcore 0.</summary>
    [Syscall(SyscallNumber.ChangeToM), NoStub, Errors(Errno.EINVAL)]
    Errno ChangeToM();

    /// <summary>Makes the kernel look at the resource requests in procdata.</summary>
    [Syscall(SyscallNumber.PokeKsched), NoStub, Errors(Errno.EINVAL)]
    Errno PokeKsched(int pid, int resource);

    /// <summary>Aborts a blocked call.</summary>
    /// <returns>1 when the call was told; it may still end by itself. 0 when it was not blocked.</returns>
    [Syscall(SyscallNumber.AbortSyscall), NoStub]
    long AbortSyscall(ulong syscallStruct);

    /// <summary>Makes pages present.</summary>
    /// <returns>Number of pages.</returns>
    [Syscall(SyscallNumber.PopulateVa), Errors(Errno.EINVAL, Errno.ENOMEM)]
    long PopulateVa(ulong address, ulong pages);

    /// <summary>Enters vcore context as a notification would.</summary>
    [Syscall(SyscallNumber.VcEntry), NoStub]
    Errno VcEntry();

    /// <summary>Sleeps for a timespec (seconds, nanoseconds: two u64); the rest of an aborted sleep is stored when asked for.</summary>
    [Syscall(SyscallNumber.Nanosleep), NoStub, Errors(Errno.EINTR, Errno.EFAULT)]
    Errno Nanosleep(ulong request, ulong remaining);

    /// <summary>Runs a context and leaves vcore context in one step.</summary>
    /// <param name="fpuState">Its 512-byte FXSAVE image; 0 for the initial state. Only for hardware contexts.</param>
    [Syscall(SyscallNumber.PopCtx), NoStub, Errors(Errno.EFAULT, Errno.EINVAL)]
    Errno PopCtx(ulong context, ulong fpuState);

    /// <summary>Posts an event to an event queue of the own process.</summary>
    [Syscall(SyscallNumber.SendEvent), NoStub, Errors(Errno.EFAULT, Errno.EINVAL)]
    Errno SendEvent(ulong eventQueue, ulong message, uint vcore);

    /// <summary>Reads bytes; blocks until there is at least one.</summary>
    /// <returns>Number of bytes; 0 at the end.</returns>
    [Syscall(SyscallNumber.Read), Errors(Errno.EBADF, Errno.EFAULT, Errno.EISDIR, Errno.EINTR, Errno.EIO)]
    int Read(int descriptor, Span<byte> buffer);

    /// <summary>Writes bytes.</summary>
    /// <returns>Number of bytes written, at least one of a non-empty buffer.</returns>
    [Syscall(SyscallNumber.Write), Errors(Errno.EBADF, Errno.EFAULT, Errno.EIO)]
    int Write(int descriptor, ReadOnlySpan<byte> buffer);

    /// <summary>Opens a file of the read-only tree.</summary>
    /// <param name="path">UTF-8, without a NUL.</param>
    /// <returns>A file descriptor.</returns>
    [Syscall(SyscallNumber.Openat), Errors(Errno.ENOENT, Errno.EROFS, Errno.EMFILE, Errno.EFAULT, Errno.ENAMETOOLONG, Errno.EBADF, Errno.ENOTDIR)]
    int Openat(int directory, ReadOnlySpan<byte> path, int flags, int mode);

    /// <summary>Closes a file descriptor.</summary>
    [Syscall(SyscallNumber.Close), Errors(Errno.EBADF)]
    Errno Close(int descriptor);

    /// <summary>Properties of an open file.</summary>
    [Syscall(SyscallNumber.Fstat), Errors(Errno.EBADF, Errno.EFAULT)]
    Errno Fstat(int descriptor, Span<byte> status);

    /// <summary>Moves the position of an open file.</summary>
    /// <returns>The new position.</returns>
    [Syscall(SyscallNumber.Llseek), Errors(Errno.EBADF, Errno.ESPIPE, Errno.EINVAL)]
    long Llseek(int descriptor, long offset, int whence);

    /// <summary>Reads bytes of an open file at an offset; the position stays.</summary>
    /// <returns>Number of bytes; 0 at the end.</returns>
    [Syscall(SyscallNumber.Pread), Errors(Errno.EBADF, Errno.EFAULT, Errno.EISDIR, Errno.ESPIPE, Errno.EINVAL)]
    int Pread(int descriptor, Span<byte> buffer, long offset);

    /// <summary>Writes bytes to the kernel log.</summary>
    [Syscall(SyscallNumber.Log), Errors(Errno.EFAULT)]
    Errno Log(ReadOnlySpan<byte> text);

    /// <summary>Sets the process's alarm to a TSC value; 0 cancels.</summary>
    [Syscall(SyscallNumber.SetAlarm), NoStub]
    Errno SetAlarm(ulong tscDeadline, ulong cookie);
}
