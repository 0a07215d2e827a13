using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Dwarf;

// Static fields, as global variables named after their type. Those of threads have no fixed place and are left out.
internal sealed partial class DwarfWriter
{
    private const int AbbreviationStatic = 13;

    private static void AddStaticAbbreviation(ByteWriter bytes) =>
        Abbreviation(bytes, AbbreviationStatic, 0x34, hasChildren: false, [0x03, FormString, 0x49, FormReference4, 0x3F, FormFlagPresent, 0x02, FormExpression]);

    /// <summary>Types that have code with source lines, and static fields in the image.</summary>
    private List<(TypeDesc Type, ulong Address)> TypesWithStatics()
    {
        var result = new List<(TypeDesc, ulong)>();
        var seen = new HashSet<TypeDesc>();
        foreach (PlacedFunction function in _functions)
        {
            if (function.Code.Body?.Method?.OwningType is { } type && FirstLine(function).Line > 0 && seen.Add(type)
                && StaticsLayout.Of(type).Fields.Count > 0 && _addressOf(new StaticsSymbol(type)) is { } address)
                result.Add((type, address));
        }

        return result;
    }

    private void AddStatics(ByteWriter info, List<(TypeDesc Type, ulong Address)> types)
    {
        foreach ((TypeDesc type, ulong address) in types)
        {
            StaticsLayout layout = StaticsLayout.Of(type);
            foreach (FieldDesc field in layout.Fields)
            {
                info.Uleb(AbbreviationStatic);
                info.CString($"{type.FullName}.{DwarfTypes.SourceName(field.Name)}");
                info.UInt32(_types.Of(field.FieldType));
                info.Uleb(1 + AddressSize);
                info.Byte(OpAddress);
                info.UInt64(address + (ulong)layout.OffsetOf(field));
            }
        }
    }
}
