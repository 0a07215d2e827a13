using System;
using System.Runtime.CompilerServices;
using System.Text;
using Core.Machine;
using Core.Program.Exceptions;
using Core.Program.Types;
using Core.Stacks;
using Core.Text;
using Core.Casting;

namespace Core.Program.Plugs;

/// <summary>Exceptions: traces from our tables, failures of the base library.</summary>
internal static unsafe class ExceptionPlugs
{
    // RhFailFastReason.UnhandledException: what an async void method or a callback threw.
    private const int UnhandledReason = 2;

    [Plug("System.Exception", "get_StackTrace", Hash = "4041cec9b03935fd")]
    private static string? StackTrace(Exception exception)
    {
        string? trace = StackTraceText.Of(exception);
        string? remote = ExceptionFields.RemoteStackTrace(exception);
        return remote == null ? trace : remote + trace;
    }

    [Plug("System.Exception", "GetClassName", Hash = "6ebb2f77daf95e3d")]
    private static string ClassName(Exception exception) => TypeNames.FullName(TypeCast.TypeOf(exception));

    [Plug("System.Exception", "get_Source", Hash = "d7a086910b6919c5")]
    private static string? Source(Exception exception) => ExceptionFields.Source(exception);

    [Plug("System.Exception", "SetCurrentStackTrace", Hash = "fa41e42d14b2cd4b")]
    private static void SetCurrentStackTrace(Exception exception)
    {
    }

    /// <summary>ids as System.Runtime.ExceptionIDs.</summary>
    [Plug("Internal.Runtime.MethodTable", "GetClasslibException", Hash = "ac2a3cd869f4f67f")]
    private static Exception GetClasslibException(void* type, int id) => RuntimeException(id);

    [Plug("System.RuntimeExceptionHelpers", "GetRuntimeException", Hash = "bca21a620866c0cb")]
    private static Exception RuntimeException(int id) => id switch
    {
        1 => new OutOfMemoryException(RuntimeMessages.OutOfMemory),
        2 => new ArithmeticException(RuntimeMessages.Overflow),
        3 => new ArrayTypeMismatchException(RuntimeMessages.ArrayTypeMismatch),
        4 => new DivideByZeroException(RuntimeMessages.DivideByZero),
        5 => new IndexOutOfRangeException(RuntimeMessages.IndexOutOfRange),
        6 => new InvalidCastException(RuntimeMessages.InvalidCast),
        7 => new OverflowException(RuntimeMessages.Overflow),
        8 => new NullReferenceException(RuntimeMessages.NullReference),
        9 => new AccessViolationException(RuntimeMessages.AccessViolation),
        _ => new InvalidOperationException(),
    };

    [Plug("System.RuntimeExceptionHelpers", "FailFast", Parameters = "System.String,System.Exception,System.String,System.Runtime.RhFailFastReason,System.IntPtr,System.IntPtr", Hash = "f912ced7f4962737")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailFast(string? message, Exception? exception, string? errorSource, int reason, nint address, nint context)
    {
        if (reason == UnhandledReason && exception != null)
            UnhandledException.Stop(exception);
        ErrorWriter.Write("Process terminated. "u8);
        if (message != null)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(message);
            ErrorWriter.Write(utf8);
        }

        ErrorWriter.Write("\n"u8);
        if (exception != null)
            UnhandledException.Write(exception);
        Fatal.Trace(StackWalker.CallerOf(Intrinsics.FrameAddress()));
        Fatal.Exit(Fatal.ExitStatus);
    }

    [Plug("System.Environment", "get_StackTrace", Hash = "deb2a682ce58bf05")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string EnvironmentStackTrace()
    {
        StackWalker walker = StackWalker.CallerOf(Intrinsics.FrameAddress());
        var text = new StringBuilder();
        for (; walker.IsManaged; walker.MoveToCaller())
            StackTraceText.Append(text, walker.IsFault ? walker.Pc + 1 : walker.Pc);
        return text.ToString();
    }
}
