using System;
using Abi;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Processes;

/// <summary>Makes processes: a program and a second-level scheduler in one address space.</summary>
internal static class ProcessLoader
{
    /// <summary>What is to be run.</summary>
    public ref struct Request
    {
        /// <summary>Path of the program in the archive; also its first argument.</summary>
        public ReadOnlySpan<byte> Program;

        /// <summary>Path of the scheduler in the archive.</summary>
        public ReadOnlySpan<byte> Scheduler;

        /// <summary>Arguments, each ended by a line break.</summary>
        public ReadOnlySpan<byte> Arguments;

        /// <summary>Environment, each variable ended by a line break.</summary>
        public ReadOnlySpan<byte> Environment;
    }

    /// <summary>Creates a process; it does not run yet.</summary>
    /// <param name="reason">Why not, when it fails.</param>
    /// <returns>The process with a reference for the caller and the creator's own, or null.</returns>
    public static Process? Create(in Request request, out string reason)
    {
        AddressSpace? space = AddressSpace.Create();
        ProcessPages? pages = space == null ? null : ProcessPages.Create(space);
        SavedContext? single = SavedContext.Create();
        if (space == null || pages == null || single == null)
        {
            space?.Destroy();
            pages?.Free();
            single?.Free();
            reason = "not enough memory";
            return null;
        }

        var process = new Process(ProcessTable.NextPid(), space, pages, single);
        Errno error = Fill(process, in request, out reason);
        if (error != Errno.None || !ProcessTable.TryAdd(process))
        {
            reason = error == Errno.None ? "too many processes" : reason;
            process.Destroy(VcoreStart.KilledStatus);
            return null;
        }

        process.AddReference();
        return process;
    }

    private static Errno Fill(Process process, in Request request, out string reason)
    {
        Errno error = LoadFile(process.Space, request.Program, out ElfImage.Bounds program, out reason);
        if (error != Errno.None)
        {
            return error;
        }

        error = LoadFile(process.Space, request.Scheduler, out ElfImage.Bounds scheduler, out reason);
        if (error != Errno.None)
        {
            return error;
        }

        error = process.Space.MapNew(
            AddressMap.InitialStackTop - AddressMap.InitialStackSize, AddressMap.InitialStackSize, Mmap.ProtRead | Mmap.ProtWrite);
        int length = error == Errno.None ? WriteArguments(process, in request) : 0;
        if (length == 0)
        {
            reason = "arguments too long, or not enough memory";
            return Errno.ENOMEM;
        }

        WriteInfo(process, program, scheduler, (ulong)length);
        ref UserContext context = ref process.Single.Context;
        context.Type = ContextType.Software;
        context.Sw.Rip = scheduler.Entry;
        context.Sw.Rsp = AddressMap.InitialStackTop;
        context.Sw.Mxcsr = 0x1F80;
        context.Sw.FpuControl = 0x37F;
        process.Pages.Vcpd(0).Flags = VcoreFlags.ScpNoVcoreContext;
        return Errno.None;
    }

    private static Errno LoadFile(AddressSpace space, ReadOnlySpan<byte> path, out ElfImage.Bounds bounds, out string reason)
    {
        bounds = default;
        if (!Archive.TryFind(path, out ArchiveEntry entry) || entry.IsFolder)
        {
            reason = "no such file in the archive";
            return Errno.ENOENT;
        }

        return ElfImage.LoadInto(space, Archive.Contents(entry), out bounds, out reason);
    }

    private static void WriteInfo(Process process, ElfImage.Bounds program, ElfImage.Bounds scheduler, ulong argumentLength)
    {
        ref ProcInfo info = ref process.Pages.Info;
        info.AbiVersion = UsysProtocol.AbiVersion;
        info.Pid = process.Pid;
        info.MaxVcores = (uint)Pcore.Count;
        info.CoreCount = (uint)Pcore.Count;
        info.TscFrequency = Clock.TscFrequency;
        info.WallTimeNs = Clock.WallTimeNs;
        info.WallTimeTsc = Clock.WallTimeTsc;
        info.ProgramBase = program.Start;
        info.ProgramEnd = program.End;
        info.ProgramEntry = program.Entry;
        info.SchedulerBase = scheduler.Start;
        info.SchedulerEnd = scheduler.End;
        info.SchedulerEntry = scheduler.Entry;
        info.ArgumentBlock = AddressMap.Arguments;
        info.ArgumentLength = argumentLength;
        info.InitialStackBottom = AddressMap.InitialStackTop - AddressMap.InitialStackSize;
        info.InitialStackTop = AddressMap.InitialStackTop;
        info.BootMode = (ConsoleDevice.IsSplit ? BootMode.SplitConsole : 0) | (Log.Verbose ? BootMode.Verbose : 0);
    }

    // Returns the block's length, 0 when it did not fit.
    private static int WriteArguments(Process process, in Request request)
    {
        int arguments = ArgumentWriter.CountLines(request.Arguments) + 1;
        int variables = ArgumentWriter.CountLines(request.Environment);
        int length = ArgumentWriter.SizeFor(
            arguments + variables, request.Program.Length + request.Arguments.Length + request.Environment.Length);
        Span<byte> block = (ulong)length <= AddressMap.ArgumentsLimit ? process.Pages.CreateArguments(process.Space, length) : default;
        if (block.IsEmpty)
        {
            return 0;
        }

        var writer = new ArgumentWriter(block, arguments, variables);
        writer.Add(request.Program);
        AddLines(ref writer, request.Arguments);
        AddLines(ref writer, request.Environment);
        return length;
    }

    private static void AddLines(ref ArgumentWriter writer, ReadOnlySpan<byte> text)
    {
        while (ArgumentWriter.TakeLine(ref text, out ReadOnlySpan<byte> line))
        {
            writer.Add(line);
        }
    }
}
