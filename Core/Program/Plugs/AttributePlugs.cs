using System;
using System.Collections.Generic;
using System.Reflection;
using Abi;
using Core.Casting;
using Core.Program.Types;
using Core.Tables;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>Custom attributes of types: whether there are any of a kind is known; their objects cannot be made.</summary>
internal static unsafe class AttributePlugs
{
    [Plug("System.Attribute", "IsDefined", Parameters = "System.Reflection.MemberInfo,System.Type,System.Boolean", Hash = "b653c3bd75496660")]
    private static bool IsDefined(MemberInfo element, Type attribute, bool inherit) => Has(TableOf(element), attribute, inherit);

    [Plug("System.Attribute", "GetCustomAttribute", Parameters = "System.Reflection.MemberInfo,System.Type,System.Boolean", Hash = "adb53d0c4171a621")]
    private static Attribute? Get(MemberInfo element, Type attribute, bool inherit) =>
        Has(TableOf(element), attribute, inherit) ? throw Unsupported(element) : null;

    [Plug("System.Attribute", "GetCustomAttributes", Parameters = "System.Reflection.MemberInfo,System.Type,System.Boolean", Hash = "e1ce13c4c996e8dc")]
    private static Attribute[] GetAll(MemberInfo element, Type attribute, bool inherit) =>
        Has(TableOf(element), attribute, inherit) ? throw Unsupported(element) : [];

    [Plug("System.Attribute", "GetCustomAttributes", Parameters = "System.Reflection.MemberInfo,System.Boolean", Hash = "9ba3d943ca8c0886")]
    private static Attribute[] GetAll(MemberInfo element, bool inherit) => GetAll(element, typeof(Attribute), inherit);

    [Plug("System.Reflection.CustomAttributeExtensions", "GetCustomAttributes", Parameters = "System.Reflection.MemberInfo", Hash = "9683d6998b8a0838")]
    private static IEnumerable<T> GetAll<T>(MemberInfo element)
        where T : Attribute => GetAll<T>(element, true);

    [Plug("System.Reflection.CustomAttributeExtensions", "GetCustomAttributes", Parameters = "System.Reflection.MemberInfo,System.Boolean", Hash = "ac08341372898636")]
    private static IEnumerable<T> GetAll<T>(MemberInfo element, bool inherit)
        where T : Attribute => Has(TableOf(element), typeof(T), inherit) ? throw Unsupported(element) : Array.Empty<T>();

    [Plug("System.RuntimeType", "IsDefined", Hash = "e72a3fa46bce4f5e")]
    private static bool IsDefined(object type, Type attribute, bool inherit) => Has(TypePlugs.MethodTableOf(type), attribute, inherit);

    [Plug("System.RuntimeType", "GetCustomAttributes", Parameters = "System.Type,System.Boolean", Hash = "ab575002adfafe4b")]
    private static object[] GetAll(object type, Type attribute, bool inherit) => GetAll((MemberInfo)type, attribute, inherit);

    [Plug("System.RuntimeType", "GetCustomAttributes", Parameters = "System.Boolean", Hash = "f2ad27bd195f482c")]
    private static object[] GetAll(object type, bool inherit) => GetAll((MemberInfo)type, typeof(Attribute), inherit);

    private static MethodTable* TableOf(MemberInfo element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element is Type ? TypePlugs.MethodTableOf(element) : throw new PlatformNotSupportedException("reflection over members is not supported");
    }

    private static bool Has(MethodTable* type, Type attribute, bool inherit)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        MethodTable* wanted = TypePlugs.MethodTableOf(attribute);
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

    private static PlatformNotSupportedException Unsupported(MemberInfo element) =>
        new("the attributes of " + TypeNames.FullName(TypePlugs.MethodTableOf(element)) + " cannot be made at run time");
}
