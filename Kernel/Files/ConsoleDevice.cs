using System;
using Abi;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel.Files;

/// <summary>Standard input, output and error of programs.</summary>
/// <remarks>Split: COM2 carries output and input byte for byte, COM1 the error stream and the kernel's log; input is framed,
/// because a serial line has no end of file: DLE DLE is one DLE, DLE EOT the end. Joined: all of it on COM1, a terminal:
/// output gets carriage returns, input is edited by line, Ctrl-D ends it.</remarks>
internal static class ConsoleDevice
{
    private const byte DataLinkEscape = 0x10;
    private const byte EndOfTransmission = 0x04;

    // Made at boot: a class constructor would allocate in the interrupt.
    private static InputBuffer? s_input;
    private static SerialPort s_program;
    private static SpinLock s_outputLock;
    private static SpinLock s_inputLock;

    // Guarded by s_inputLock:
    private static bool s_escaped;
    private static int s_givenTaken;

    // Set at boot. When the launcher has given all of the input, nothing is read from the line.
    private static bool s_isGiven;
    private static LoadedBlob s_given;

    /// <summary>Whether program output has a line of its own.</summary>
    public static bool IsSplit { get; private set; }

    public static void Initialize(bool split)
    {
        s_input = new InputBuffer();
        LineEditor.Initialize();
        s_program = new SerialPort(SerialPort.Com2);
        IsSplit = split && s_program.Initialize();
        if (IsSplit)
        {
            s_program.Write(BootProtocol.OutputMark);
        }
    }

    /// <summary>Lets received bytes interrupt, unless all input was given; the I/O APIC is set up.</summary>
    public static void EnableInput()
    {
        if (IsSplit && FwCfg.SizeOf(BootProtocol.Input) >= 0)
        {
            s_given = LoadedBlob.Load(BootProtocol.Input);
            s_isGiven = true;
            return;
        }

        if (IsSplit)
        {
            s_program.EnableInput();
        }
        else
        {
            Log.EnableInput();
        }

        Poll();
    }

    public static void WriteOutput(ReadOnlySpan<byte> bytes)
    {
        s_outputLock.Acquire();
        if (IsSplit)
        {
            s_program.Write(bytes);
        }
        else
        {
            WriteTerminal(bytes);
        }

        s_outputLock.Release();
    }

    public static void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (IsSplit)
        {
            Log.Raw(bytes);
        }
        else
        {
            WriteOutput(bytes);
        }
    }

    /// <summary>Reads at least one byte, blocking for it.</summary>
    /// <returns>Bytes read, 0 at the end of input, or -EINTR.</returns>
    public static int Read(Span<byte> buffer)
    {
        if (s_isGiven)
        {
            return TakeGiven(buffer);
        }

        Kthread kthread = Pcore.Current.Kthread;
        Process? process = kthread.Process;
        while (true)
        {
            kthread.PrepareWait();
            int count = s_input!.Take(buffer, kthread);
            if (count >= 0)
            {
                kthread.CancelWait();

                // There is room again for what the line has held back; it will not interrupt for it.
                Poll();
                return count;
            }

            if (process != null && !process.AddSleeper(kthread))
            {
                s_input!.Leave(kthread);
                kthread.AbandonWait();
                return -(int)Errno.EINTR;
            }

            kthread.Block();
            process?.RemoveSleeper(kthread);
            s_input!.Leave(kthread);
            if (kthread.IsAborted)
            {
                return -(int)Errno.EINTR;
            }
        }
    }

    /// <summary>Moves received bytes to the input buffer as long as it has room; the line holds back the rest.</summary>
    public static void Poll()
    {
        s_inputLock.Acquire();
        int value;
        while (s_input!.HasRoom && (value = IsSplit ? s_program.TryRead() : Log.TryRead()) >= 0)
        {
            if (IsSplit)
            {
                TakeFramed((byte)value);
            }
            else
            {
                LineEditor.Take((byte)value, s_input!);
            }
        }

        s_inputLock.Release();
    }

    /// <summary>Forgets an end of input, for the next program on the terminal.</summary>
    public static void ResetInput() => s_input!.ClearEnd();

    private static int TakeGiven(Span<byte> buffer)
    {
        s_inputLock.Acquire();
        ReadOnlySpan<byte> rest = s_given.Bytes.Slice(s_givenTaken);
        int count = rest.Length < buffer.Length ? rest.Length : buffer.Length;
        rest.Slice(0, count).CopyTo(buffer);
        s_givenTaken += count;
        s_inputLock.Release();
        return count;
    }

    private static void TakeFramed(byte value)
    {
        if (!s_escaped && value == DataLinkEscape)
        {
            s_escaped = true;
            return;
        }

        if (s_escaped && value == EndOfTransmission)
        {
            s_input!.End();
        }
        else
        {
            s_input!.Add(value);
        }

        s_escaped = false;
    }

    private static void WriteTerminal(ReadOnlySpan<byte> bytes)
    {
        int start = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n')
            {
                Log.Raw(bytes.Slice(start, i - start));
                Log.Raw("\r\n"u8);
                start = i + 1;
            }
        }

        Log.Raw(bytes.Slice(start));
    }
}
