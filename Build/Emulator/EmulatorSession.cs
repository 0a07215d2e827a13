using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Abi;

namespace Build.Emulator;

/// <summary>One run of QEMU with the program's streams on COM2 and the kernel's log on COM1.</summary>
public sealed class EmulatorSession
{
    /// <summary>isa-debug-exit makes the emulator's status 2 * value + 1.</summary>
    public const int CleanExit = 2 * BootProtocol.DebugExitClean + 1;

    /// <summary>Nobody reads the program's output any more: what a shell gives a program that SIGPIPE ended.</summary>
    public const int ClosedOutput = 128 + 13;

    private const int PanicExit = 2 * BootProtocol.DebugExitPanic + 1;

    private readonly IReadOnlyList<string> _arguments;
    private readonly TimeSpan? _timeout;
    private readonly LogReader _log;
    private volatile bool _isOutputClosed;

    public EmulatorSession(IReadOnlyList<string> arguments, TimeSpan? timeout, Action<string> logLine)
    {
        _arguments = arguments;
        _timeout = timeout;
        _log = new LogReader(logLine);
    }

    /// <summary>Whether input goes over the line; not when the machine was given all of it before.</summary>
    public bool SendsInput { get; init; } = true;

    /// <summary>Runs to the end of the guest.</summary>
    /// <param name="output">Receives the program's standard output, byte for byte.</param>
    /// <param name="input">The program's standard input; null for one that is at its end.</param>
    /// <returns>The program's exit status; 124 after the timeout; <see cref="ClosedOutput"/>; 125 when the kernel or the emulator failed.</returns>
    public int Run(Stream output, Stream? input)
    {
        string socketPath = Path.Combine(Path.GetTempPath(), $"sharkaros-{Environment.ProcessId}-{Guid.NewGuid():n}.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen(1);
        try
        {
            using Process process = StartQemu(socketPath);
            return Pump(process, listener, output, input);
        }
        finally
        {
            File.Delete(socketPath);
        }
    }

    private Process StartQemu(string socketPath)
    {
        var info = new ProcessStartInfo("qemu-system-x86_64")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in _arguments)
            info.ArgumentList.Add(argument);
        foreach (string argument in new[]
        {
            "-chardev", "stdio,id=log,signal=off", "-serial", "chardev:log",
            "-chardev", $"socket,id=program,path={socketPath},server=off", "-serial", "chardev:program",
        })
            info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }

    private int Pump(Process process, Socket listener, Stream output, Stream? input)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task log = Task.Run(() => _log.ReadAll(process.StandardOutput.BaseStream));
        Task program = Task.Run(() => PumpProgram(process, listener, output, input));
        bool ended = WaitForEnd(process);
        if (!ended)
        {
            process.Kill();
            process.WaitForExit();
        }

        log.Wait();
        if (!program.Wait(TimeSpan.FromSeconds(2)))
            listener.Close();
        Ending.ThrowIfRequested();
        if (_isOutputClosed)
            return ClosedOutput;
        output.Flush();
        if (!ended)
            return 124;
        return Status(process.ExitCode, errors.Result);
    }

    private bool WaitForEnd(Process process)
    {
        if (_timeout is not { } limit)
        {
            process.WaitForExit();
            return true;
        }

        return process.WaitForExit(limit);
    }

    private int Status(int emulatorStatus, string errors)
    {
        if (emulatorStatus == CleanExit && _log.ProgramStatus is { } status)
            return status;
        string reason = emulatorStatus switch
        {
            PanicExit => "the kernel panicked; its message is above",
            0 => "the machine stopped without an exit status (triple fault or power-off)",
            CleanExit => "the kernel ended without reporting the program's exit status",
            _ => $"the emulator ended with status {emulatorStatus}",
        };
        Console.Error.WriteLine($"run: {reason}");
        if (errors.Length != 0)
            Console.Error.Write(errors);
        return 125;
    }

    private void PumpProgram(Process process, Socket listener, Stream output, Stream? input)
    {
        Socket socket;
        try
        {
            socket = listener.Accept();
        }
        catch (SocketException)
        {
            return;
        }

        using (socket)
        {
            if (!SkipToMark(socket))
                return;
            if (SendsInput)
                StartInput(socket, input ?? Stream.Null);
            byte[] buffer = new byte[65536];
            int count;
            while ((count = Receive(socket, buffer)) > 0)
            {
                if (TryWrite(output, buffer.AsSpan(0, count)))
                    continue;
                process.Kill();
                return;
            }
        }
    }

    private bool TryWrite(Stream output, ReadOnlySpan<byte> bytes)
    {
        try
        {
            output.Write(bytes);
            output.Flush();
            return true;
        }
        catch (IOException)
        {
            _isOutputClosed = true;
            return false;
        }
    }

    /// <summary>Drops what firmware and boot loader write to the line before the kernel takes it over.</summary>
    private static bool SkipToMark(Socket socket)
    {
        byte[] one = new byte[1];
        for (int matched = 0; matched < BootProtocol.OutputMark.Length;)
        {
            if (Receive(socket, one) == 0)
                return false;
            matched = one[0] == BootProtocol.OutputMark[matched] ? matched + 1 : one[0] == BootProtocol.OutputMark[0] ? 1 : 0;
        }

        return true;
    }

    private static int Receive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>A background thread: a read of a terminal cannot be cancelled and must not keep the process alive.</summary>
    private static void StartInput(Socket socket, Stream input)
    {
        var thread = new Thread(() =>
        {
            byte[] buffer = new byte[4096];
            try
            {
                int count;
                while ((count = input.Read(buffer)) > 0)
                    socket.Send(InputFraming.Escape(buffer.AsSpan(0, count)));
                socket.Send(InputFraming.EndOfInput);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
    }
}
