using System;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>A 16550 serial line: polled output, interrupt-driven input. Source: PC16550D data sheet.</summary>
public struct SerialPort
{
    public const ushort Com1 = 0x3F8;
    public const ushort Com2 = 0x2F8;

    private const int InterruptEnable = 1;
    private const int FifoControl = 2;
    private const int LineControl = 3;
    private const int ModemControl = 4;
    private const int LineStatus = 5;
    private const int Scratch = 7;
    private const byte DataReady = 0x01;
    private const byte TransmitEmpty = 0x20;
    private const int FifoDepth = 16;

    private readonly ushort _base;

    public SerialPort(ushort port) => _base = port;

    /// <summary>115200 8N1, FIFOs on, interrupts off.</summary>
    /// <returns>Whether there is a chip at the port.</returns>
    public readonly bool Initialize()
    {
        X86.Out8(Register(Scratch), 0xA5);
        if (X86.In8(Register(Scratch)) != 0xA5)
        {
            return false;
        }

        X86.Out8(Register(InterruptEnable), 0);
        X86.Out8(Register(LineControl), 0x80);
        X86.Out8(Register(0), 1);
        X86.Out8(Register(InterruptEnable), 0);
        X86.Out8(Register(LineControl), 0x03);
        X86.Out8(Register(FifoControl), 0x07);
        X86.Out8(Register(ModemControl), 0x0B);
        return true;
    }

    /// <summary>Raises an interrupt for every received byte from now on.</summary>
    public readonly void EnableInput() => X86.Out8(Register(InterruptEnable), 1);

    public readonly void Write(byte value)
    {
        WaitForRoom();
        X86.Out8(Register(0), value);
    }

    public readonly void Write(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i % FifoDepth == 0)
            {
                WaitForRoom();
            }

            X86.Out8(Register(0), bytes[i]);
        }
    }

    /// <summary>The next received byte, or -1.</summary>
    public readonly int TryRead()
    {
        if ((X86.In8(Register(LineStatus)) & DataReady) == 0)
        {
            return -1;
        }

        return X86.In8(Register(0));
    }

    // With the FIFO on, the bit says that all of it is empty.
    private readonly void WaitForRoom()
    {
        while ((X86.In8(Register(LineStatus)) & TransmitEmpty) == 0)
        {
            X86.Pause();
        }
    }

    private readonly ushort Register(int index) => (ushort)(_base + index);
}
