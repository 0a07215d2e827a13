using System;
using Abi;

namespace Syscalls;

/// <summary>A system call failed.</summary>
public sealed class SyscallException(Errno error, string text) : Exception(text)
{
    public Errno Error { get; } = error;
}
