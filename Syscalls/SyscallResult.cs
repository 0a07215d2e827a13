using System;
using System.Runtime.InteropServices;
using System.Text;
using Abi;

namespace Syscalls;

/// <summary>Outcome of a system call: a value, or an error with its text.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly unsafe struct SyscallResult
{
    private readonly string? _text;

    private SyscallResult(long value, Errno error, string? text)
    {
        Value = value;
        Error = error;
        _text = text;
    }

    /// <summary>What the call returned; meaningless after an error.</summary>
    public long Value { get; }

    public Errno Error { get; }

    public bool Succeeded => Error == Errno.None;

    /// <summary>The kernel's words about the error, or the standard text of its number.</summary>
    public string Text => _text ?? ErrnoText.Of(Error);

    /// <summary>The value of a call that succeeded.</summary>
    /// <exception cref="SyscallException">It failed.</exception>
    public long ValueOrThrow()
    {
        ThrowIfFailed();
        return Value;
    }

    /// <exception cref="SyscallException">The call failed.</exception>
    public void ThrowIfFailed()
    {
        if (Error != Errno.None)
            throw new SyscallException(Error, Text);
    }

    /// <summary>Reads the answer from a completed struct. Allocates only after an error that has a text.</summary>
    internal static SyscallResult Of(SyscallStruct* call)
    {
        if (call->Error == 0)
            return new SyscallResult(call->ReturnValue, Errno.None, null);
        return new SyscallResult(call->ReturnValue, (Errno)call->Error, TextOf(call));
    }

    private static string? TextOf(SyscallStruct* call)
    {
        int length = 0;
        while (length < Limits.ErrorTextLength && call->ErrorText[length] != 0)
            length++;
        return length == 0 ? null : Encoding.UTF8.GetString(new ReadOnlySpan<byte>(call->ErrorText, length));
    }
}
