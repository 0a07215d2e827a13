using Abi;
using Core;
using Core.Tables;

namespace Kernel.Machine;

/// <summary>Walks frame pointers and prints the functions of the kernel image.</summary>
public static unsafe class Backtrace
{
    private const int MaxFrames = 32;

    /// <summary>Prints callers beginning at a frame; <paramref name="rip"/> 0 when the frame itself is not wanted.</summary>
    public static void Print(ulong framePointer, ulong rip)
    {
        if (rip != 0)
        {
            PrintAddress(rip);
        }

        for (int i = 0; i < MaxFrames && IsKernelStack(framePointer); i++)
        {
            ulong* frame = (ulong*)framePointer;
            if (frame[1] == 0)
            {
                return;
            }

            PrintAddress(frame[1] - 1);
            if (frame[0] <= framePointer)
            {
                return;
            }

            framePointer = frame[0];
        }
    }

    private static bool IsKernelStack(ulong address) =>
        (address & 7) == 0 && (KernelStacks.Contains(address) || KernelImage.Contains(address));

    private static void PrintAddress(ulong address)
    {
        Log.Write("  at ");
        Log.Hex(address);
        MethodInfo* method = Find(address);
        if (method != null)
        {
            Log.Write(" ");
            PrintName(FunctionDetails.Of(KernelImage.Header, method).Name);
            Log.Write("+");
            Log.Hex(address - KernelImage.Header->TextStart - method->CodeOffset);
            PrintLine(method, (uint)(address - KernelImage.Header->TextStart));
        }

        Log.Write("\n");
    }

    private static MethodInfo* Find(ulong address)
    {
        ImageHeader* header = KernelImage.Header;
        return header->Magic != ImageHeader.ExpectedMagic ? null : ImageTables.FindMethod(header, (nuint)address);
    }

    private static void PrintLine(MethodInfo* method, uint offset)
    {
        var position = SourcePosition.Find(KernelImage.Header, method, offset);
        if (position.Line != 0)
        {
            Log.Write(" in ");
            PrintName(position.File);
            Log.Write(":");
            Log.Decimal(position.Line);
        }
    }

    private static void PrintName(uint name)
    {
        ImageHeader* header = KernelImage.Header;
        var reader = new NameReader(header->Strings, header->Pieces, name);
        byte* buffer = stackalloc byte[1];
        for (int next = reader.Next(); next >= 0; next = reader.Next())
        {
            *buffer = (byte)next;
            Log.Write(new System.ReadOnlySpan<byte>(buffer, 1));
        }
    }
}
