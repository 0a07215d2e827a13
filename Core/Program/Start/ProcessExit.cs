using System;
using System.Threading;
using Core.Text;

namespace Core.Program.Start;

/// <summary>The orderly end of the process.</summary>
public static unsafe class ProcessExit
{
    private const string Domain = "System.AppDomain";

    // Set by the first handler, so that programs without one have no code for the event.
    private static delegate*<void> s_hook;
    private static EventHandler? s_handlers;
    private static object? s_domain;
    private static int s_isEnding;

    /// <summary>Status of a Main without a result: what Environment.ExitCode was set to.</summary>
    public static int Status { get; set; }

    /// <summary>Calls the handlers of AppDomain.ProcessExit and ends the process. Standard streams are not buffered, so nothing is left to write.</summary>
    [Export("SystemNative_Exit")]
    public static void Exit(int status)
    {
        Status = status;
        if (s_hook != null)
            s_hook();
        Fatal.Exit(Status);
    }

    [Plug(Domain, "add_ProcessExit", Hash = "f4af9c2e2ef24247")]
    private static void AddHandler(object domain, EventHandler? handler)
    {
        s_domain = domain;
        s_handlers += handler;
        s_hook = &Raise;
    }

    [Plug(Domain, "remove_ProcessExit", Hash = "280486b0c14326b8")]
    private static void RemoveHandler(object domain, EventHandler? handler) => s_handlers -= handler;

    // A handler that exits, or a thread that exits meanwhile, ends the process at once.
    private static void Raise()
    {
        if (Interlocked.Exchange(ref s_isEnding, 1) == 0)
            s_handlers?.Invoke(s_domain, EventArgs.Empty);
    }
}
