using System;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Messages of the scheduler, to the kernel log. Any context.</summary>
internal static unsafe class Report
{
    public static void Text(ReadOnlySpan<byte> utf8)
    {
        fixed (byte* text = utf8)
            Bytes(text, (ulong)utf8.Length);
    }

    public static void Bytes(byte* text, ulong length)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Log;
        call.Arg0 = (ulong)text;
        call.Arg1 = length;
        Kernel.Issue(&call);
    }

    public static void Decimal(ulong value)
    {
        byte* digits = stackalloc byte[20];
        int at = 20;
        do
        {
            digits[--at] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);
        Bytes(digits + at, (ulong)(20 - at));
    }

    public static void Hex(ulong value)
    {
        byte* digits = stackalloc byte[18];
        digits[0] = (byte)'0';
        digits[1] = (byte)'x';
        for (int i = 0; i < 16; i++)
        {
            ulong digit = (value >> (60 - (4 * i))) & 15;
            digits[2 + i] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }

        Bytes(digits, 18);
    }

    /// <summary>Ends the process with a message.</summary>
    public static void Fatal(ReadOnlySpan<byte> utf8)
    {
        Text(utf8);
        Text("\n"u8);
        End();
    }

    /// <summary>For failed checks in compiled code; see <c>Core.Native</c>.</summary>
    [Core.Export("native_fatal")]
    public static void Failed(byte* text, nuint length)
    {
        Bytes(text, length);
        Text("\n"u8);
        End();
    }

    public static void End()
    {
        Kernel.Exit(ExitStatus.Fatal);
        while (true)
            X86.Pause();
    }
}

/// <summary>Exit statuses the scheduler gives a process it ends.</summary>
internal static class ExitStatus
{
    public const int Fatal = 134;
    public const int Deadlock = 2;

    /// <summary>Plus the number of the signal.</summary>
    public const int Signalled = 128;
}
