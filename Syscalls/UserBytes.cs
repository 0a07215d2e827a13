namespace Syscalls;

/// <summary>A range of bytes in user memory, as a program named it: nothing about it is checked.</summary>
public readonly struct UserBytes(ulong address, ulong length)
{
    public ulong Address { get; } = address;

    public ulong Length { get; } = length;
}
