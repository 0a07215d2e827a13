using System;
using System.Diagnostics.CodeAnalysis;
using Abi;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Processes;
using Kernel.Scheduling;

namespace Kernel.Monitor;

/// <summary>The prompt on the serial console: starts programs of the archive by name.</summary>
internal static class Prompt
{
    private const int MaxLine = 1024;

    [DoesNotReturn]
    public static void Run()
    {
        Write("\nSharkaros. 'help' tells the commands, the name of a program runs it.\n"u8);
        Span<byte> line = stackalloc byte[MaxLine];
        while (true)
        {
            Write("sharkaros> "u8);
            int length = ReadLine(line);
            if (length < 0)
            {
                Write("\n"u8);
                DebugExit.Clean();
            }

            Execute(line.Slice(0, length));
        }
    }

    private static void Execute(Span<byte> line)
    {
        ReadOnlySpan<byte> command = FirstWord(line, out Span<byte> rest);
        if (command.IsEmpty)
        {
            return;
        }

        if (command.SequenceEqual("help"u8))
        {
            Write("ls          lists programs and files\nps          tells what the cores do\nmem         tells free memory\n"u8);
            Write("exit        ends the machine\nNAME ARGS   runs a program; Ctrl-C ends it, Ctrl-D ends its input; a final & leaves it in the background\n"u8);
        }
        else if (command.SequenceEqual("ls"u8))
        {
            List();
        }
        else if (command.SequenceEqual("ps"u8))
        {
            ListCores();
        }
        else if (command.SequenceEqual("mem"u8))
        {
            Log.Line("free KiB: ", FrameAllocator.FreeFrames * (AddressMap.PageSize / 1024));
        }
        else if (command.SequenceEqual("exit"u8))
        {
            DebugExit.Clean();
        }
        else
        {
            Start(command, rest);
        }
    }

    private static void Start(ReadOnlySpan<byte> name, Span<byte> rest)
    {
        Span<byte> path = stackalloc byte[MaxLine + 8];
        int length = 0;
        for (; length < BootProtocol.ProgramFolder.Length; length++)
        {
            path[length] = (byte)BootProtocol.ProgramFolder[length];
        }

        name.CopyTo(path.Slice(length));
        path = path.Slice(0, length + name.Length);
        if (!Archive.TryFind(path, out ArchiveEntry entry) || entry.IsFolder)
        {
            Write(name);
            Write(": no such program\n"u8);
            return;
        }

        bool inBackground = rest.Length > 0 && rest[rest.Length - 1] == '&';
        rest = inBackground ? rest.Slice(0, rest.Length - 1) : rest;

        // Words become lines.
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = rest[i] == ' ' ? (byte)'\n' : rest[i];
        }

        if (inBackground)
        {
            Init.StartProgram(path, rest)?.Release();
            return;
        }

        int status = Init.RunProgram(path, rest);
        ConsoleDevice.ResetInput();
        if (status != 0)
        {
            Log.Begin();
            Log.Write("status ");
            Log.Signed(status);
            Log.Write("\r\n");
            Log.End();
        }
    }

    private static ReadOnlySpan<byte> FirstWord(Span<byte> line, out Span<byte> rest)
    {
        int start = 0;
        while (start < line.Length && line[start] == ' ')
        {
            start++;
        }

        int end = start;
        while (end < line.Length && line[end] != ' ')
        {
            end++;
        }

        int next = end;
        while (next < line.Length && line[next] == ' ')
        {
            next++;
        }

        rest = line.Slice(next);
        return line.Slice(start, end - start);
    }

    private static int ReadLine(Span<byte> line)
    {
        int length = 0;
        Span<byte> one = stackalloc byte[1];
        while (true)
        {
            int count = ConsoleDevice.Read(one);
            if (count <= 0)
            {
                return -1;
            }

            if (one[0] == '\n')
            {
                return length;
            }

            if (length < line.Length)
            {
                line[length++] = one[0];
            }
        }
    }

    private static void List()
    {
        int position = 0;
        while (Archive.TryNext(ref position, out ArchiveEntry entry))
        {
            Write(Archive.Name(entry));
            Write(entry.IsFolder ? "/\n"u8 : "\n"u8);
        }
    }

    private static void ListCores()
    {
        for (int i = 0; i < Pcore.Count; i++)
        {
            Log.Begin();
            Log.Write("core ");
            Log.Decimal((ulong)i);
            Process? holder = Pcore.At(i).AllocatedTo;
            Log.Write(holder == null ? " free" : " granted to process ");
            if (holder != null)
            {
                Log.Decimal((ulong)holder.Pid);
            }

            Log.Write("\r\n");
            Log.End();
        }
    }

    private static void Write(ReadOnlySpan<byte> text) => ConsoleDevice.WriteOutput(text);
}
