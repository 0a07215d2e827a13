using Abi;

namespace Core.Tables;

/// <summary>Look-ups in the tables of the running image. No state, no allocation: usable from any context.</summary>
public static unsafe class ImageTables
{
    public static ImageHeader* Header => (ImageHeader*)ImageSymbols.ImageHeader();

    /// <summary>The function containing a code address, or null.</summary>
    public static MethodInfo* FindMethod(nuint address) => FindMethod(Header, address);

    /// <summary>The function of some image containing a code address, or null.</summary>
    public static MethodInfo* FindMethod(ImageHeader* header, nuint address)
    {
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

        return low == 0 ? null : header->Methods + (low - 1);
    }

    /// <summary>Map record of a return address, or null when the address has none.</summary>
    public static uint* FindMap(nuint returnAddress)
    {
        ImageHeader* header = Header;
        if (returnAddress <= header->TextStart || returnAddress > header->TextEnd)
            return null;
        uint offset = (uint)(returnAddress - header->TextStart);
        uint* page = header->StackMapPages + (offset >> StackMapEntry.PageShift);
        uint* end = header->StackMaps + page[1];
        for (uint* entry = header->StackMaps + page[0]; entry < end; entry++)
        {
            if ((byte)*entry == (byte)offset)
                return header->MapRecords + (*entry >> StackMapEntry.PageShift);
        }

        return null;
    }

    /// <summary>Decodes a name of the tables.</summary>
    public static NameReader ReadName(uint name)
    {
        ImageHeader* header = Header;
        return new NameReader(header->Strings, header->Pieces, name);
    }
}
