using System;
using System.Text;
using Abi;

namespace Syscalls;

/// <summary>Forms of calls that take a path as a string.</summary>
public static partial class Sys
{
    /// <summary>Opens a file of the read-only tree for reading.</summary>
    /// <returns>A file descriptor, or the error.</returns>
    public static SyscallResult TryOpen(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        return TryOpenat(OpenFlags.AtCurrentDirectory, bytes, OpenFlags.ReadOnly, 0);
    }

    /// <summary>Opens a file of the read-only tree for reading.</summary>
    /// <returns>A file descriptor.</returns>
    /// <exception cref="SyscallException">The call failed.</exception>
    public static int Open(string path) => (int)TryOpen(path).ValueOrThrow();
}
