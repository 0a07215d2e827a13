using System;

namespace Kernel.Machine;

/// <summary>The kernel's log on COM1. Never allocates, works from the first instruction on.</summary>
public static class Log
{
    private static SpinLock s_lock;
    private static SerialPort s_port;
    private static bool s_ready;

    /// <summary>Whether details are wanted.</summary>
    public static bool Verbose { get; set; }

    public static void Initialize()
    {
        s_port = new SerialPort(SerialPort.Com1);
        s_ready = s_port.Initialize();
    }

    /// <summary>Writes a line as one unit.</summary>
    public static void Line(string text)
    {
        s_lock.Acquire();
        Write(text);
        Write("\n");
        s_lock.Release();
    }

    public static void Line(string text, ulong number)
    {
        s_lock.Acquire();
        Write(text);
        Decimal(number);
        Write("\n");
        s_lock.Release();
    }

    public static void Line(string text, ulong number, string rest)
    {
        s_lock.Acquire();
        Write(text);
        Decimal(number);
        Write(rest);
        Write("\n");
        s_lock.Release();
    }

    public static void LineHex(string text, ulong number)
    {
        s_lock.Acquire();
        Write(text);
        Hex(number);
        Write("\n");
        s_lock.Release();
    }

    /// <summary>Begins a line made of several parts; pairs with <see cref="End"/>.</summary>
    public static void Begin() => s_lock.Acquire();

    public static void End() => s_lock.Release();

    /// <summary>Between <see cref="Begin"/> and <see cref="End"/>, or after a panic: a part of a line, in ASCII.</summary>
    public static void Write(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Put((byte)text[i]);
        }
    }

    public static void Write(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Put(text[i]);
        }
    }

    public static void Hex(ulong number)
    {
        Write("0x");
        int shift = 60;
        while (shift > 0 && (number >> shift) == 0)
        {
            shift -= 4;
        }

        for (; shift >= 0; shift -= 4)
        {
            int digit = (int)(number >> shift) & 15;
            Put((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
    }

    public static void Decimal(ulong number)
    {
        ulong divisor = 1;
        while (number / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            Put((byte)('0' + (int)((number / divisor) % 10)));
        }
    }

    public static void Signed(long number)
    {
        if (number < 0)
        {
            Write("-");
            Decimal(0UL - (ulong)number);
        }
        else
        {
            Decimal((ulong)number);
        }
    }

    /// <summary>Bytes as they are, one unit; for the console's use of COM1.</summary>
    public static void Raw(ReadOnlySpan<byte> text)
    {
        s_lock.Acquire();
        Write(text);
        s_lock.Release();
    }

    /// <summary>The next byte received on COM1, or -1.</summary>
    public static int TryRead() => s_ready ? s_port.TryRead() : -1;

    public static void EnableInput()
    {
        if (s_ready)
        {
            s_port.EnableInput();
        }
    }

    /// <summary>After a panic: whoever holds the lock never releases it.</summary>
    internal static void BreakLock() => s_lock = default;

    private static void Put(byte value)
    {
        if (s_ready)
        {
            s_port.Write(value);
        }
    }
}
