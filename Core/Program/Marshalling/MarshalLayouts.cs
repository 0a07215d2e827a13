using System;
using Abi;
using Core.Machine;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Marshalling;

/// <summary>Look-ups in the linker's table of native forms.</summary>
internal static unsafe class MarshalLayouts
{
    private static uint* Table => (uint*)ImageSymbols.MarshalLayouts();

    private static MarshalLayout* First => (MarshalLayout*)((byte*)Table + MarshalLayout.HeaderSize);

    /// <summary>Null for a type that has no native form.</summary>
    public static MarshalLayout* Find(MethodTable* type)
    {
        uint index = MethodTable.Extension(type)->Index;
        uint low = 0;
        uint high = Table[0];
        while (low < high)
        {
            uint middle = (low + high) / 2;
            if (First[middle].Type < index)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Table[0] && First[low].Type == index ? First + low : null;
    }

    /// <exception cref="ArgumentException">The type has no native form.</exception>
    public static MarshalLayout* Get(MethodTable* type, string parameter)
    {
        MarshalLayout* layout = Find(type);
        if (layout == null)
            throw new ArgumentException("The specified structure must be blittable or have layout information.", parameter);
        return layout;
    }

    public static MarshalStep* Steps(MarshalLayout* layout) => (MarshalStep*)(First + Table[0]) + layout->FirstStep;

    /// <summary>Offset of the field of that name in the native form, or -1.</summary>
    public static int OffsetOf(MarshalLayout* layout, string name)
    {
        MarshalField* fields = (MarshalField*)((MarshalStep*)(First + Table[0]) + Table[1]) + layout->FirstField;

        // A field of a derived class hides that of its base class.
        for (uint i = layout->FieldCount; i > 0; i--)
        {
            if (TableNames.TextOf(fields[i - 1].Name) == name)
                return fields[i - 1].Offset;
        }

        return -1;
    }
}
