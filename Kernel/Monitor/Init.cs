using System;
using Abi;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Monitor;

/// <summary>What the kernel does once it is up: the program the launcher asked for, or the prompt.</summary>
internal static class Init
{
    private const int NameLength = 256;

    private static LoadedBlob s_environment;

    /// <summary>Context: a kthread. Does not return: the machine ends with the program, or stays at the prompt.</summary>
    public static void Run()
    {
        bool hasArchive = Archive.Initialize();
        Panic.Unless(hasArchive, "no archive: neither a module nor fw_cfg has brought one");
        Span<byte> program = stackalloc byte[NameLength];
        int length = FwCfg.Read(BootProtocol.Program, program);
        s_environment = LoadedBlob.Load(BootProtocol.Environment);
        ConsoleDevice.EnableInput();
        if (length <= 0)
        {
            Prompt.Run();
        }

        LoadedBlob arguments = LoadedBlob.Load(BootProtocol.Arguments);
        ReportExit(RunProgram(program.Slice(0, length), arguments.Bytes));
    }

    /// <summary>Runs a program of the archive to its end.</summary>
    /// <param name="arguments">Lines.</param>
    /// <returns>Its exit status; 127 when it could not be started.</returns>
    public static int RunProgram(ReadOnlySpan<byte> program, ReadOnlySpan<byte> arguments)
    {
        const int couldNotStart = 127;
        Process? process = StartProgram(program, arguments);
        if (process == null)
        {
            return couldNotStart;
        }

        Scheduling.Foreground.Set(process);
        int status = process.WaitForExit();
        Scheduling.Foreground.Set(null);
        process.Release();
        return status;
    }

    /// <summary>Starts a program of the archive; says why when that fails.</summary>
    /// <returns>The process with a reference for the caller, or null.</returns>
    public static Process? StartProgram(ReadOnlySpan<byte> program, ReadOnlySpan<byte> arguments)
    {
        Span<byte> scheduler = stackalloc byte[NameLength];
        scheduler = scheduler.Slice(0, FindScheduler(scheduler));
        var request = new ProcessLoader.Request
        {
            Program = program,
            Scheduler = scheduler,
            Arguments = arguments,
            Environment = s_environment.Bytes,
        };
        Process? process = ProcessLoader.Create(in request, out string reason);
        if (process == null)
        {
            Log.Begin();
            Log.Write("cannot run ");
            Log.Write(program);
            Log.Write(" with ");
            Log.Write(scheduler);
            Log.Write(": ");
            Log.Write(reason);
            Log.Write("\n");
            Log.End();
            return null;
        }

        process.Run();
        return process;
    }

    // The launcher's choice, the default, or whatever the archive has.
    private static int FindScheduler(Span<byte> path)
    {
        int prefix = Put(path, BootProtocol.SchedulerFolder);
        int length = FwCfg.Read(BootProtocol.Scheduler, path.Slice(prefix));
        if (length > 0)
        {
            return prefix + length;
        }

        length = prefix + Put(path.Slice(prefix), BootProtocol.DefaultScheduler);
        if (Archive.TryFind(path.Slice(0, length), out _))
        {
            return length;
        }

        int position = 0;
        while (Archive.TryNext(ref position, out ArchiveEntry entry))
        {
            ReadOnlySpan<byte> name = Archive.Name(entry);
            if (!entry.IsFolder && name.StartsWith(path.Slice(0, prefix)) && name.Length <= path.Length)
            {
                name.CopyTo(path);
                return name.Length;
            }
        }

        return length;
    }

    private static int Put(Span<byte> destination, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            destination[i] = (byte)text[i];
        }

        return text.Length;
    }

    // The launcher reads this line; it is the last on COM1.
    private static void ReportExit(int status)
    {
        Log.Begin();
        Log.Write("\x1e exit "u8);
        Log.Signed(status);
        Log.Write("\n");
        Log.End();
        DebugExit.Clean();
    }
}
