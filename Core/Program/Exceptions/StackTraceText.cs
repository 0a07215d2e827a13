using System;
using System.Text;
using Abi;
using Core.Program.Types;
using Core.Tables;

namespace Core.Program.Exceptions;

/// <summary>Stack traces as text, in the form of Exception.StackTrace.</summary>
internal static unsafe class StackTraceText
{
    /// <summary>What each line begins with.</summary>
    public const string LineHead = "   at ";

    /// <summary>Text of an exception's trace, without a line break at the end; null when it was never thrown.</summary>
    public static string? Of(Exception exception)
    {
        int count = ExceptionFields.StackTraceCount(exception);
        nint[]? trace = ExceptionFields.StackTrace(exception);
        if (trace == null || count == 0)
            return null;
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
            Append(text, (nuint)trace[i]);
        return text.ToString();
    }

    /// <summary>Appends the lines of one return address: inlined methods have lines of their own.</summary>
    public static void Append(StringBuilder text, nuint returnAddress, bool withFiles = true)
    {
        MethodInfo* method = ImageTables.FindMethod(returnAddress - 1);
        if (method == null || (method->Flags & (MethodInfoFlags.Stub | MethodInfoFlags.Hidden)) != 0)
            return;
        ImageHeader* header = ImageTables.Header;
        var position = SourcePosition.Find(header, method, (uint)(returnAddress - 1 - header->TextStart));
        while (position.IsInlined)
        {
            AppendLine(text, position.Method, position.File, withFiles ? position.Line : 0);
            position.MoveOut();
        }

        AppendLine(text, FunctionDetails.Of(header, method).Name, position.File, withFiles ? position.Line : 0);
    }

    private static void AppendLine(StringBuilder text, uint name, uint file, uint line)
    {
        if (text.Length != 0)
            text.Append('\n');
        text.Append(LineHead).Append(TableNames.TextOf(name));
        if (line != 0)
            text.Append(" in ").Append(TableNames.TextOf(file)).Append(":line ").Append((int)line);
    }
}
