using System;
using Abi;

namespace Syscalls;

/// <summary>The marked interface declares the system calls.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class SyscallInterfaceAttribute : Attribute
{
}

/// <summary>Number of a system call. Never reused.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyscallAttribute(uint number) : Attribute
{
    public uint Number { get; } = number;
}

/// <summary>Errors a system call may give.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ErrorsAttribute(params Errno[] errors) : Attribute
{
    public Errno[] Errors { get; } = errors;
}

/// <summary>Only the second-level scheduler issues the call; programs get no stub.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoStubAttribute : Attribute
{
}
