using System.Numerics;

namespace IL2CPU.X64;

/// <summary>Register numbers: 0 to 15 general in encoding order, 16 to 31 XMM. See ARCHITECTURE 1.2.</summary>
internal static class Registers
{
    public const int Rax = 0;
    public const int Rcx = 1;
    public const int Rdx = 2;
    public const int Rbx = 3;
    public const int Rsp = 4;
    public const int Rbp = 5;
    public const int Rsi = 6;
    public const int Rdi = 7;
    public const int R8 = 8;
    public const int R9 = 9;
    public const int R11 = 11;
    public const int R12 = 12;
    public const int R13 = 13;
    public const int R14 = 14;
    public const int R15 = 15;
    public const int Xmm0 = 16;
    public const int Xmm15 = 31;

    public const int Count = 32;

    /// <summary>Every register an allocation can use: what a call destroys.</summary>
    public const uint AllClobbered = 0xFFFF_FFFF;

    /// <summary>Allocation order, general class. Short encodings first; the argument registers last to leave them free for hints.</summary>
    public static readonly int[] General = [Rax, Rcx, Rdx, Rsi, Rdi, R8, R9, 10, Rbx, R12, R13, R15];

    /// <summary>Allocation order, XMM class.</summary>
    public static readonly int[] Vector = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30];

    public static readonly int[] IntegerArguments = [Rdi, Rsi, Rdx, Rcx, R8, R9];

    public const int FloatArgumentCount = 8;

    /// <summary>Registers System V callers expect to survive, besides RBP.</summary>
    public static readonly int[] SystemVSaved = [Rbx, R12, R13, R14, R15];

    public static uint Mask(int register) => 1u << register;

    public static bool IsVector(int register) => register >= Xmm0;

    public static int Lowest(uint mask) => BitOperations.TrailingZeroCount(mask);
}
