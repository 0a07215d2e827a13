using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace Build;

/// <summary>What SIGTERM, SIGHUP, SIGQUIT and SIGINT do: everything started ends, what was written for it is removed, and the status tells the signal.</summary>
/// <remarks>
/// Whoever waits for a process asks <see cref="ThrowIfRequested"/> afterwards, so that the main thread unwinds to <see cref="Program"/>.
/// One that hangs elsewhere (a read of a terminal) is not waited for longer than <see cref="s_patience"/>.
/// </remarks>
public static class Ending
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly List<PosixSignalRegistration> s_registrations = [];
    private static readonly ManualResetEventSlim s_unwound = new();

    // 0: not requested.
    private static volatile int s_status;

    /// <summary>Ctrl-C belongs to the guest's console, not to us.</summary>
    public static bool LeavesInterruptToGuest { get; set; }

    /// <summary>128 and the number of the signal that ended us; null when none did.</summary>
    public static int? Status => s_status == 0 ? null : s_status;

    /// <summary>From here on the signals are ours.</summary>
    public static void Listen()
    {
        Listen(PosixSignal.SIGHUP, 1);
        Listen(PosixSignal.SIGINT, 2);
        Listen(PosixSignal.SIGQUIT, 3);
        Listen(PosixSignal.SIGTERM, 15);
    }

    /// <exception cref="OperationCanceledException">A signal came; nothing more is to be started or reported.</exception>
    public static void ThrowIfRequested()
    {
        if (s_status != 0)
            throw new OperationCanceledException();
    }

    /// <summary>The main thread has nothing left to do.</summary>
    public static void Finish() => s_unwound.Set();

    private static void Listen(PosixSignal signal, int number) => s_registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (signal == PosixSignal.SIGINT && LeavesInterruptToGuest)
            return;
        if (Interlocked.CompareExchange(ref s_status, 128 + number, 0) != 0)
            return;
        EndDescendants();
        if (!s_unwound.Wait(s_patience))
            Environment.Exit(s_status);
    }));

    /// <summary>Asks all politely, QEMU restores the terminal then; what is left after a while is killed.</summary>
    private static void EndDescendants()
    {
        const int sigterm = 15;
        List<Process> asked = [];
        foreach (int id in Descendants())
        {
            try
            {
                asked.Add(Process.GetProcessById(id));
                _ = SendSignal(id, sigterm);
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        var clock = Stopwatch.StartNew();
        foreach (Process process in asked)
        {
            TimeSpan left = s_patience - clock.Elapsed;
            if (!process.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    /// <summary>All processes that come from this one, those nearest to it first: a parent must not start another after its child was asked.</summary>
    private static List<int> Descendants()
    {
        var children = new Dictionary<int, List<int>>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out int id) || ParentOf(folder) is not { } parent)
                continue;
            if (!children.TryGetValue(parent, out List<int>? list))
                children.Add(parent, list = []);
            list.Add(id);
        }

        List<int> found = [Environment.ProcessId];
        for (int i = 0; i < found.Count; i++)
        {
            if (children.TryGetValue(found[i], out List<int>? list))
                found.AddRange(list);
        }

        return found[1..];
    }

    // /proc/N/stat: number, name in parentheses (which may contain anything), state, parent.
    private static int? ParentOf(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(text[(text.LastIndexOf(')') + 4)..].Split(' ')[0]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
