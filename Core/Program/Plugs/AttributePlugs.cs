using System;
using System.Reflection;
using Abi;
using Core.Casting;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>Whether a type has attributes of a kind, from the linker's tables: the question alone does not bring reflection into the image.</summary>
internal static unsafe class AttributePlugs
{
    [Plug("System.Attribute", "IsDefined", Parameters = "System.Reflection.MemberInfo,System.Type,System.Boolean", Hash = "b653c3bd75496660")]
    private static bool IsDefined(MemberInfo element, Type attribute, bool inherit)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element is Type type ? IsDefined((object)type, attribute, inherit) : TypeDescriptions.Instance.HasAttribute(element, attribute, inherit);
    }

    [Plug("System.RuntimeType", "IsDefined", Hash = "e72a3fa46bce4f5e")]
    private static bool IsDefined(object type, Type attribute, bool inherit)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return TypePlugs.HasTable(type) && TypePlugs.HasTable(attribute)
            ? Has(TypePlugs.MethodTableOf(type), TypePlugs.MethodTableOf(attribute), inherit)
            : TypeDescriptions.Instance.HasAttribute((Type)type, attribute, inherit);
    }

    private static bool Has(MethodTable* type, MethodTable* wanted, bool inherit)
    {
        if (HasOwn(type, wanted, 0))
            return true;
        if (!inherit || type->IsArray || type->IsInterface || type->IsValueType)
            return false;
        for (MethodTable* at = type->Related; at != null; at = at->Related)
        {
            if (HasOwn(at, wanted, TypeName.InheritedAttribute))
                return true;
        }

        return false;
    }

    private static bool HasOwn(MethodTable* type, MethodTable* wanted, uint required)
    {
        TypeName* name = MethodTable.Extension(type)->Name;
        var entries = (uint*)((byte*)(name + 1) + ((name->Length + 3) & ~3));
        for (int i = 0; i < name->AttributeCount; i++)
        {
            var attribute = (MethodTable*)ImageTables.Header->Types[entries[i] & ~TypeName.InheritedAttribute];
            if ((entries[i] & required) == required && TypeCast.IsAssignable(attribute, wanted))
                return true;
        }

        return false;
    }
}
