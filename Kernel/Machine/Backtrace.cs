using Abi;
using Core;

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
            PrintString(method->Name);
            Log.Write("+");
            Log.Hex(address - KernelImage.Header->TextStart - method->CodeOffset);
            PrintLine(method, (uint)(address - KernelImage.Header->TextStart));
        }

        Log.Write("\n");
    }

    private static MethodInfo* Find(ulong address)
    {
        ImageHeader* header = KernelImage.Header;
        if (header->Magic != ImageHeader.ExpectedMagic || address < header->TextStart || address >= header->TextEnd)
        {
            return null;
        }

        uint offset = (uint)(address - header->TextStart);
        uint low = 0;
        uint high = header->MethodCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (header->Methods[middle].CodeOffset <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : &header->Methods[low - 1];
    }

    private static void PrintLine(MethodInfo* method, uint offset)
    {
        ImageHeader* header = KernelImage.Header;
        uint found = LineEntry.NoPosition;
        for (uint i = 0; i < method->LineCount; i++)
        {
            LineEntry* entry = &header->Lines[method->FirstLine + i];
            if (entry->CodeOffset > offset)
            {
                break;
            }

            found = entry->Position;
        }

        if (found != LineEntry.NoPosition)
        {
            Log.Write(" in ");
            PrintString(header->Positions[found].File);
            Log.Write(":");
            Log.Decimal(header->Positions[found].Line);
        }
    }

    private static void PrintString(uint offset)
    {
        byte* text = KernelImage.Header->Strings + offset;
        Log.Write(new System.ReadOnlySpan<byte>(text + 2, *(ushort*)text));
    }
}
