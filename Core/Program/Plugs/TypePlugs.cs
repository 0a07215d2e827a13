using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Core.Casting;
using Core.Machine;
using Core.Program.Types;
using Core.Types;

namespace Core.Program.Plugs;

/// <summary>System.Type on the linker's tables: every type the program can name has its RuntimeType made at link time.</summary>
internal static unsafe class TypePlugs
{
    [Plug("System.Type", "GetTypeFromMethodTableSlow", Hash = "006b5c090ac4dc68")]
    private static object FromMethodTable(void* type)
    {
        throw new PlatformNotSupportedException("a type without a RuntimeType: " + TypeNames.FullName((MethodTable*)type));
    }

    [Plug("System.RuntimeType", "GetRuntimeTypeInfo", Hash = "f7faefd6c1ac7792")]
    private static object GetRuntimeTypeInfo(object type) => throw Unsupported(type);

    // Of NativeAOT's metadata, which our images have not; the original passes the address of a variable as an integer.
    [Plug("System.Reflection.Runtime.General.NativeFormatMetadataReaderExtensions", "ParseEnumConstantValue", Hash = "b806f7f4b93a7987")]
    private static object? ParseEnumConstant(int handle, object reader, out object value) =>
        throw new PlatformNotSupportedException("reflection is not supported: constants in metadata");

    [Plug("System.RuntimeType", "get_Name", Hash = "60946c03eb2c5957")]
    private static string Name(object type) => TypeNames.SimpleName(MethodTableOf(type));

    [Plug("System.RuntimeType", "get_FullName", Hash = "d56d5f15d736c9e8")]
    private static string FullName(object type) => TypeNames.QualifiedName(MethodTableOf(type));

    [Plug("System.RuntimeType", "get_AssemblyQualifiedName", Hash = "b3f537242e1042ad")]
    private static string AssemblyQualifiedName(object type) =>
        FullName(type) + ", " + TypeNames.AssemblyName(MethodTableOf(type));

    [Plug("System.RuntimeType", "get_Assembly", Hash = "01fe3129126cd431")]
    private static Assembly GetAssembly(object type) => ProgramAssembly.Of(MethodTableOf(type));

    [Plug("System.RuntimeType", "GetAttributeFlagsImpl", Hash = "2d54e1060c3f9f7a")]
    private static TypeAttributes Attributes(object type) =>
        (TypeAttributes)((uint)MethodTable.Extension(MethodTableOf(type))->Flags >> 16);

    [Plug("System.RuntimeType", "get_MemberType", Hash = "9d2fbe7d9a6cbf36")]
    private static MemberTypes MemberType(object type) => IsNested(type) ? MemberTypes.NestedType : MemberTypes.TypeInfo;

    [Plug("System.RuntimeType", "get_DeclaringType", Hash = "8ac0e6fba856639e")]
    private static Type? DeclaringType(object type) => IsNested(type) ? throw Unsupported(type) : null;

    [Plug("System.RuntimeType", "get_Namespace", Hash = "4a7ba7c95a3a4e43")]
    private static string? Namespace(object type) => TypeNames.Namespace(MethodTableOf(type));

    [Plug("System.RuntimeType", "ToString", Hash = "0fb2201862214814")]
    private static string ToString(object type) => TypeNames.FullName(MethodTableOf(type));

    [Plug("System.RuntimeType", "GetHashCode", Hash = "28f7f4a5de3d7a6f")]
    private static int GetHashCode(object type) => (int)MethodTableOf(type)->HashCode;

    [Plug("System.RuntimeType", "IsAssignableFrom", Parameters = "System.Type", Hash = "6cd2dac8336fb6a6")]
    private static bool IsAssignableFrom(object type, object? other) =>
        other != null && TypeCast.IsAssignable(MethodTableOf(other), MethodTableOf(type));

    [Plug("Internal.Reflection.Augments.ReflectionAugments", "GetRuntimeTypeCode", Hash = "21eaf5cf1fa305ae")]
    private static TypeCode GetTypeCode(object type) => MethodTableOf(type)->ElementType switch
    {
        ElementType.Boolean => TypeCode.Boolean,
        ElementType.Char => TypeCode.Char,
        ElementType.SByte => TypeCode.SByte,
        ElementType.Byte => TypeCode.Byte,
        ElementType.Int16 => TypeCode.Int16,
        ElementType.UInt16 => TypeCode.UInt16,
        ElementType.Int32 => TypeCode.Int32,
        ElementType.UInt32 => TypeCode.UInt32,
        ElementType.Int64 => TypeCode.Int64,
        ElementType.UInt64 => TypeCode.UInt64,
        ElementType.Single => TypeCode.Single,
        ElementType.Double => TypeCode.Double,
        _ => OtherTypeCode((Type)type),
    };

    /// <summary>The MethodTable a RuntimeType stands for: its first field.</summary>
    public static MethodTable* MethodTableOf(object type) => *(MethodTable**)(Intrinsics.AddressOf(type) + 8);

    private static TypeCode OtherTypeCode(Type type)
    {
        if (type == typeof(string))
            return TypeCode.String;
        if (type == typeof(decimal))
            return TypeCode.Decimal;
        return type == typeof(DateTime) ? TypeCode.DateTime : TypeCode.Object;
    }

    private static bool IsNested(object type) => (Attributes(type) & TypeAttributes.VisibilityMask) > TypeAttributes.Public;

    private static PlatformNotSupportedException Unsupported(object type) =>
        new("reflection is not supported: " + TypeNames.FullName(MethodTableOf(type)));
}
