using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Argument and environment strings in one block, as <see cref="ArgumentBlock"/> lays it out.</summary>
internal static unsafe class ArgumentBlobs
{
    // In front of the block: its size, so that Free needs no more than its address.
    private const ulong HeaderSize = 16;

    public static byte* Serialize(byte** arguments, byte** environment)
    {
        uint argumentCount = Count(arguments);
        uint environmentCount = Count(environment);
        ulong tableSize = ArgumentBlock.FirstOffset + (4UL * (argumentCount + environmentCount));
        ulong size = tableSize + Length(arguments, argumentCount) + Length(environment, environmentCount);
        if (size > AddressMap.ArgumentsLimit)
            return null;
        byte* memory = Pages.Map(size + HeaderSize);
        *(ulong*)memory = size + HeaderSize;
        byte* block = memory + HeaderSize;
        *(uint*)(block + ArgumentBlock.CountOffset) = argumentCount;
        *(uint*)(block + ArgumentBlock.EnvironmentCountOffset) = environmentCount;
        var offsets = (uint*)(block + ArgumentBlock.FirstOffset);
        ulong at = tableSize;
        for (uint i = 0; i < argumentCount; i++)
            at = Append(block, at, offsets++, arguments[i]);
        for (uint i = 0; i < environmentCount; i++)
            at = Append(block, at, offsets++, environment[i]);
        return block;
    }

    public static void Free(void* block)
    {
        if (block == null)
            return;
        byte* memory = (byte*)block - HeaderSize;
        Pages.Unmap(memory, *(ulong*)memory);
    }

    private static ulong Append(byte* block, ulong at, uint* offset, byte* text)
    {
        *offset = (uint)at;
        ulong length = Length(text);
        MachineRoutines.MemMove(block + at, text, (nuint)length);
        return at + length;
    }

    private static uint Count(byte** texts)
    {
        uint count = 0;
        while (texts != null && texts[count] != null)
            count++;
        return count;
    }

    private static ulong Length(byte** texts, uint count)
    {
        ulong length = 0;
        for (uint i = 0; i < count; i++)
            length += Length(texts[i]);
        return length;
    }

    /// <summary>With the NUL.</summary>
    private static ulong Length(byte* text)
    {
        ulong length = 0;
        while (text[length] != 0)
            length++;
        return length + 1;
    }
}
