using System;
using System.Diagnostics.CodeAnalysis;
using Core.Casting;
using Core.Machine;
using Core.Text;

namespace Core.Program.Exceptions;

/// <summary>The end of a program by an exception nobody handles.</summary>
internal static unsafe class UnhandledException
{
    private static bool s_reporting;

    [DoesNotReturn]
    public static void Stop(Exception exception)
    {
        ExceptionEvents.RaiseUnhandled(exception);
        ErrorWriter.Write("Unhandled exception. "u8);
        if (s_reporting)
        {
            // The report itself failed: say what is certain.
            ErrorWriter.WriteTypeName(TypeCast.TypeOf(exception));
            ErrorWriter.Write("\n"u8);
        }
        else
        {
            s_reporting = true;
            Write(exception);
        }

        Fatal.Exit(Fatal.ExitStatus);
    }

    /// <summary>Writes type, message, inner exceptions and traces.</summary>
    public static void Write(Exception exception)
    {
        string text = exception.ToString();
        var utf8 = new byte[text.Length * 3 + 1];
        int length = System.Text.Unicode.Utf8.FromUtf16(text, utf8, out _, out int written) == System.Buffers.OperationStatus.Done
            ? written
            : 0;
        utf8[length++] = (byte)'\n';
        ErrorWriter.Write(utf8.AsSpan(0, length));
    }
}
