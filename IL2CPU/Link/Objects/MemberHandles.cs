using IL2CPU.IR;
using IL2CPU.Link.Tables;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>What run-time handles of members point to.</summary>
/// <remarks>
/// Layout: Internal.Runtime's MethodHandleInfo and FieldHandleInfo: declaring type, handle of the record in the metadata with its
/// kind, count of type arguments, type arguments. Without reflection in the image the token stands for the record: handles can be compared.
/// </remarks>
internal static class MemberHandles
{
    private const int KindShift = 25;
    private const uint MethodKind = 0x28;
    private const uint FieldKind = 0x23;

    public static DataObject Of(MethodHandleSymbol symbol, ReflectionTables? reflection)
    {
        MethodDesc method = symbol.Method;
        var writer = new ObjectWriter();
        writer.Address(new TypeSymbol(method.OwningType));
        writer.UInt32(reflection is null ? (uint)method.Token : (MethodKind << KindShift) | reflection.HandleOf(method));
        writer.UInt32((uint)method.Arguments.Count);
        foreach (TypeDesc argument in method.Arguments)
            writer.Address(new TypeSymbol(argument));
        return writer.Finish(symbol, SectionKind.ReadOnly, "member handles");
    }

    public static DataObject Of(FieldHandleSymbol symbol, ReflectionTables? reflection)
    {
        FieldDesc field = symbol.Field;
        var writer = new ObjectWriter();
        writer.Address(new TypeSymbol(field.OwningType));
        writer.UInt32(reflection is null ? (uint)field.Token : (FieldKind << KindShift) | reflection.HandleOf(field));
        writer.UInt32(0);
        return writer.Finish(symbol, SectionKind.ReadOnly, "member handles");
    }
}
