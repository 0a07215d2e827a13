using Abi;

namespace Core.Tables;

/// <summary>Look-ups in the tables of the running image. No state, no allocation: usable from any context.</summary>
public static unsafe class ImageTables
{
    public static ImageHeader* Header => (ImageHeader*)ImageSymbols.ImageHeader();

    /// <summary>The function containing a code address, or null.</summary>
    public static MethodInfo* FindMethod(nuint address)
    {
        ImageHeader* header = Header;
        if (address < header->TextStart || address >= header->TextEnd)
            return null;
        uint offset = (uint)(address - header->TextStart);
        uint low = 0;
        uint high = header->MethodCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (header->Methods[middle].CodeOffset <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return null;
        MethodInfo* method = header->Methods + (low - 1);
        return offset - method->CodeOffset < method->CodeSize ? method : null;
    }

    /// <summary>Map record of a return address, or null when the address has none.</summary>
    public static uint* FindMap(nuint returnAddress)
    {
        ImageHeader* header = Header;
        if (returnAddress <= header->TextStart || returnAddress > header->TextEnd)
            return null;
        uint offset = (uint)(returnAddress - header->TextStart);
        uint index = (offset * StackMapEntry.Multiplier) >> header->StackMapShift;
        while (true)
        {
            StackMapEntry* entry = header->StackMaps + (index & header->StackMapMask);
            if (entry->ReturnOffset == offset)
                return header->MapRecords + entry->Record;
            if (entry->ReturnOffset == 0)
                return null;
            index++;
        }
    }

    /// <summary>Innermost protected region at a text offset, as an index among the method's regions; -1: none.</summary>
    public static int FindRegion(MethodInfo* method, uint textOffset)
    {
        ExceptionRange* range = Header->Ranges + method->FirstRange;
        for (uint i = 0; i < method->RangeCount; i++, range++)
        {
            if (textOffset < range->Start)
                break;
            if (textOffset < range->End)
                return range->Region;
        }

        return -1;
    }

    /// <summary>Source position of a text offset, or null.</summary>
    public static SourcePosition* FindPosition(MethodInfo* method, uint textOffset)
    {
        LineEntry* lines = Header->Lines + method->FirstLine;
        uint low = 0;
        uint high = method->LineCount;
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (lines[middle].CodeOffset <= textOffset)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0 || lines[low - 1].Position == LineEntry.NoPosition)
            return null;
        return Header->Positions + lines[low - 1].Position;
    }

    /// <summary>Text of a string offset.</summary>
    /// <param name="length">Bytes.</param>
    public static byte* Text(uint stringOffset, out int length)
    {
        byte* text = Header->Strings + stringOffset;
        length = stringOffset == 0 ? 0 : *(ushort*)text;
        return text + 2;
    }
}
