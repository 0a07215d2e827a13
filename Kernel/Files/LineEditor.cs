using System;
using Kernel.Machine;

namespace Kernel.Files;

/// <summary>Terminal input: echo, backspace, and lines handed over when complete. Context: the line's interrupt.</summary>
internal static class LineEditor
{
    private const int MaxLine = 1024;
    private const byte ControlC = 0x03;
    private const byte ControlD = 0x04;
    private const byte ControlU = 0x15;
    private const byte Delete = 0x7F;

    private static byte[]? s_line;
    private static int s_length;

    /// <summary>Called at boot.</summary>
    public static void Initialize() => s_line = new byte[MaxLine];

    public static void Take(byte value, InputBuffer input)
    {
        switch (value)
        {
            case (byte)'\r':
            case (byte)'\n':
                Log.Raw("\r\n"u8);
                HandOver(input);
                input.Add((byte)'\n');
                break;
            case (byte)'\b':
            case Delete:
                Erase();
                break;
            case ControlU:
                while (s_length > 0)
                {
                    Erase();
                }

                break;
            case ControlC:
                Log.Raw("^C\r\n"u8);
                s_length = 0;
                Scheduling.Foreground.Interrupt();
                break;
            case ControlD:
                if (s_length == 0)
                {
                    input.End();
                }
                else
                {
                    HandOver(input);
                }

                break;
            default:
                Append(value);
                break;
        }
    }

    private static void Append(byte value)
    {
        if (s_length < MaxLine && (value >= ' ' || value == '\t'))
        {
            s_line![s_length++] = value;
            Log.Raw(new ReadOnlySpan<byte>(in value));
        }
    }

    private static void Erase()
    {
        if (s_length > 0)
        {
            s_length--;
            Log.Raw("\b \b"u8);
        }
    }

    private static void HandOver(InputBuffer input)
    {
        for (int i = 0; i < s_length; i++)
        {
            input.Add(s_line![i]);
        }

        s_length = 0;
    }
}
