using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Constants of the usys handshake. Both sides compile these; design.md section 6.</summary>
public static class UsysProtocol
{
    /// <summary>High 16 bits of RAX in the handshake for functions.</summary>
    public const ulong FunctionTag = 0xDEAD;

    /// <summary>High 16 bits of RAX in the handshake for constants.</summary>
    public const ulong ConstantTag = 0xC057;
    public const int TagShift = 48;
    public const ulong AddressMask = (1UL << TagShift) - 1;

    /// <summary>The faulting instruction, <c>mov eax,[rax]</c>, as a little-endian u16.</summary>
    public const ushort Instruction = 0x008B;
    public const int InstructionLength = 2;

    /// <summary>u64 behind the last entry of a table.</summary>
    public const ulong Sentinel = 0xDEADBEEF;

    /// <summary>"UsysTabl" read as a little-endian u64.</summary>
    public const ulong Magic = 0x6C62615473797355;

    /// <summary>Raised with every change of meaning that the hash over names and signatures does not show.</summary>
    public const uint AbiVersion = 1;
}

/// <summary>Begin of a table: this, then <see cref="EntryCount"/> u64 entries, then the sentinel.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct UsysHeader
{
    public const int Size = 32;

    public ulong Magic;
    public uint AbiVersion;
    public uint EntryCount;

    /// <summary>Over names and signatures of all entries.</summary>
    public ulong Hash;

    /// <summary>Written by the native side when it has filled the table.</summary>
    public ulong Filled;
}
