using System;
using System.Runtime.CompilerServices;
using Abi;
using Core.Machine;
using Core.Tables;
using Core.Types;

namespace Core.Text;

/// <summary>Writes messages of last resort: no allocation, no state, any context with a stack that is not split.</summary>
public static unsafe class ErrorWriter
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(ReadOnlySpan<byte> utf8)
    {
        fixed (byte* text = utf8)
            Platform.WriteError(text, (nuint)utf8.Length);
    }

    /// <summary>Writes a name of the image's tables.</summary>
    public static void WriteName(uint name)
    {
        const int Size = 64;
        byte* buffer = stackalloc byte[Size];
        NameReader reader = ImageTables.ReadName(name);
        int next;
        do
        {
            nuint length = 0;
            while ((next = reader.Next()) >= 0)
            {
                buffer[length++] = (byte)next;
                if (length == Size)
                    break;
            }

            if (length != 0)
                Platform.WriteError(buffer, length);
        }
        while (next >= 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteDecimal(ulong value)
    {
        byte* buffer = stackalloc byte[20];
        int position = 20;
        do
        {
            buffer[--position] = (byte)('0' + value % 10);
            value /= 10;
        }
        while (value != 0);
        Platform.WriteError(buffer + position, (nuint)(20 - position));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteHex(ulong value)
    {
        byte* buffer = stackalloc byte[18];
        buffer[0] = (byte)'0';
        buffer[1] = (byte)'x';
        for (int i = 0; i < 16; i++)
        {
            uint digit = (uint)(value >> (60 - 4 * i)) & 15;
            buffer[2 + i] = (byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
        }

        Platform.WriteError(buffer, 18);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WriteTypeName(MethodTable* type)
    {
        TypeName* name = MethodTable.Extension(type)->Name;
        if (name == null)
            Write("<type>"u8);
        else
            Platform.WriteError((byte*)(name + 1), (nuint)name->Length);
    }

    /// <summary>One line of a backtrace: method, file and line; inlined methods get lines of their own.</summary>
    /// <param name="pc">A return address, or the address of a faulting instruction.</param>
    public static void WriteFrame(nuint pc, bool isReturnAddress)
    {
        nuint address = isReturnAddress ? pc - 1 : pc;
        MethodInfo* method = ImageTables.FindMethod(address);
        if (method == null)
        {
            Write("   at "u8);
            WriteHex(pc);
            Write("\n"u8);
            return;
        }

        ImageHeader* header = ImageTables.Header;
        var position = SourcePosition.Find(header, method, (uint)(address - header->TextStart));
        while (position.IsInlined)
        {
            WriteLine(position.Method, position.File, position.Line);
            position.MoveOut();
        }

        WriteLine(FunctionDetails.Of(header, method).Name, position.File, position.Line);
    }

    private static void WriteLine(uint name, uint file, uint line)
    {
        Write("   at "u8);
        WriteName(name);
        if (line != 0)
        {
            Write(" in "u8);
            WriteName(file);
            Write(":line "u8);
            WriteDecimal(line);
        }

        Write("\n"u8);
    }
}
