using System;
using System.Runtime.ExceptionServices;

namespace Core.Program.Exceptions;

/// <summary>Events of AppDomain about exceptions, without a sender as in .NET. Programs without handlers have no code for them: the hooks are set by the first one.</summary>
internal static unsafe class ExceptionEvents
{
    private const string Domain = "System.AppDomain";

    private static delegate*<Exception, void> s_firstChanceHook;
    private static delegate*<Exception, void> s_unhandledHook;
    private static EventHandler<FirstChanceExceptionEventArgs>? s_firstChance;
    private static UnhandledExceptionEventHandler? s_unhandled;
    private static bool s_isEnding;

    /// <summary>An exception was thrown, and no handler has been looked for.</summary>
    public static void RaiseFirstChance(Exception exception)
    {
        if (s_firstChanceHook != null)
            s_firstChanceHook(exception);
    }

    /// <summary>Nobody handles the exception.</summary>
    public static void RaiseUnhandled(Exception exception)
    {
        if (s_unhandledHook != null)
            s_unhandledHook(exception);
    }

    [Plug(Domain, "add_FirstChanceException", Hash = "fb686e906e9dcba6")]
    private static void AddFirstChance(object domain, EventHandler<FirstChanceExceptionEventArgs>? handler)
    {
        s_firstChance += handler;
        s_firstChanceHook = &CallFirstChance;
    }

    [Plug(Domain, "remove_FirstChanceException", Hash = "d6835a8be1d66fc4")]
    private static void RemoveFirstChance(object domain, EventHandler<FirstChanceExceptionEventArgs>? handler) => s_firstChance -= handler;

    [Plug(Domain, "add_UnhandledException", Hash = "08a797591e7f2723")]
    private static void AddUnhandled(object domain, UnhandledExceptionEventHandler? handler)
    {
        s_unhandled += handler;
        s_unhandledHook = &CallUnhandled;
    }

    [Plug(Domain, "remove_UnhandledException", Hash = "a40c913d2db2a3d2")]
    private static void RemoveUnhandled(object domain, UnhandledExceptionEventHandler? handler) => s_unhandled -= handler;

    private static void CallFirstChance(Exception exception) => s_firstChance?.Invoke(null, new FirstChanceExceptionEventArgs(exception));

    // What a handler throws is dropped, and the others are called: the first exception is the one to report.
    private static void CallUnhandled(Exception exception)
    {
        if (s_unhandled is not { } handlers || s_isEnding)
            return;
        s_isEnding = true;
        var arguments = new UnhandledExceptionEventArgs(exception, isTerminating: true);
        foreach (UnhandledExceptionEventHandler handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(null!, arguments);
            }
            catch (Exception)
            {
                continue;
            }
        }
    }
}
