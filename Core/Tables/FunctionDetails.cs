using Abi;

namespace Core.Tables;

/// <summary>The fixed part of a function's <see cref="MethodDetails"/>, decoded.</summary>
public unsafe struct FunctionDetails
{
    public uint Name;

    /// <summary>Index of a map record.</summary>
    public uint BaseMap;

    /// <summary>Offset in the function's code from which on there is a frame, if there is one.</summary>
    public uint FrameFrom;

    public uint RegionCount;
    public uint FirstRegion;
    public uint RangeCount;
    public uint FirstRange;

    /// <summary>Behind the fixed part: the source lines.</summary>
    public NumberReader Lines;

    public static FunctionDetails Of(ImageHeader* header, MethodInfo* method)
    {
        var reader = new NumberReader(header->Details + method->Details);
        FunctionDetails details = default;
        details.Name = reader.Next();
        details.BaseMap = reader.Next();
        details.FrameFrom = (method->Flags & MethodInfoFlags.LateFrame) != 0 ? reader.Next() : 0;
        details.RegionCount = reader.Next();
        if (details.RegionCount != 0)
        {
            details.FirstRegion = reader.Next();
            details.RangeCount = reader.Next();
            details.FirstRange = reader.Next();
        }

        details.Lines = reader;
        return details;
    }

    /// <summary>Innermost protected region at a text offset, as an index among the function's regions; -1: none.</summary>
    public readonly int FindRegion(ImageHeader* header, uint textOffset)
    {
        ExceptionRange* range = header->Ranges + FirstRange;
        for (uint i = 0; i < RangeCount; i++, range++)
        {
            if (textOffset < range->Start)
                break;
            if (textOffset < range->End)
                return range->Region;
        }

        return -1;
    }
}
