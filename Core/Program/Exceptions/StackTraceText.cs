using System;
using System.Text;
using Abi;
using Core.Tables;

namespace Core.Program.Exceptions;

/// <summary>Stack traces as text, in the form of Exception.StackTrace.</summary>
internal static unsafe class StackTraceText
{
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
    public static void Append(StringBuilder text, nuint returnAddress)
    {
        MethodInfo* method = ImageTables.FindMethod(returnAddress - 1);
        if (method == null || (method->Flags & (MethodInfoFlags.Stub | MethodInfoFlags.Hidden)) != 0)
            return;
        ImageHeader* header = ImageTables.Header;
        SourcePosition* position = ImageTables.FindPosition(method, (uint)(returnAddress - 1 - header->TextStart));
        while (position != null && position->InlinedAt != SourcePosition.NoParent)
        {
            AppendLine(text, position->Method, position);
            position = header->Positions + position->InlinedAt;
        }

        AppendLine(text, method->Name, position);
    }

    private static void AppendLine(StringBuilder text, uint name, SourcePosition* position)
    {
        if (text.Length != 0)
            text.Append('\n');
        text.Append("   at ").Append(TextOf(name));
        if (position != null && position->Line != 0)
            text.Append(" in ").Append(TextOf(position->File)).Append(":line ").Append((int)position->Line);
    }

    private static string TextOf(uint stringOffset)
    {
        byte* text = ImageTables.Text(stringOffset, out int length);
        return length == 0 ? string.Empty : Encoding.UTF8.GetString(text, length);
    }
}
