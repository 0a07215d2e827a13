using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Abi;
using Core.Machine;
using Core.Program.Types;
using Core.Tables;
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

    /// <summary>Members of RuntimeType that look at the MethodTable first: only for types without one they need a description.</summary>
    private const string WithTable =
        "get_TypeHandle,get_IsActualInterface,get_IsActualValueType,get_IsEnum,get_IsActualEnum,get_BaseType,get_IsTypeDefinition," +
        "get_IsGenericType,get_IsGenericTypeDefinition,get_IsConstructedGenericType,get_GenericTypeArguments,get_IsGenericParameter," +
        "get_IsGenericTypeParameter,get_IsGenericMethodParameter,get_ContainsGenericParameters,get_IsSZArray,get_IsVariableBoundArray," +
        "get_IsByRefLike,get_IsFunctionPointer,get_IsUnmanagedFunctionPointer,IsValueTypeImpl,IsArrayImpl,IsByRefImpl,IsPointerImpl," +
        "HasElementTypeImpl,GetElementType,GetArrayRank,GetGenericTypeDefinition,IsPrimitiveImpl,GetFunctionPointerParameterTypes," +
        "GetFunctionPointerReturnType,IsAssignableFrom";

    // What is there is found without bringing reflection into the image: types without a MethodTable are made by it.
    [Plug("System.RuntimeType", "GetRuntimeTypeInfo", Callers = WithTable, Hash = "f7faefd6c1ac7792")]
    private static object GetRuntimeTypeInfo(object type) => TypeDescriptions.Instance.InfoOf((Type)type);

    // The table lists what the type can be cast to by variance behind its own interfaces.
    [Plug("System.RuntimeType", "GetInterfaces", Hash = "c3e836f501fca58c")]
    private static Type[] GetInterfaces(object type)
    {
        MethodTable* table = HasTable(type) ? MethodTableOf(type) : null;
        if (table == null || ((Type)type).IsGenericTypeDefinition)
            return TypeDescriptions.Instance.InterfacesOf((Type)type);
        int listed = table->InterfaceCount - (table->IsArray ? 0 : (int)((uint)(MethodTable.Extension(table)->Flags & MethodTableFlags.RankMask) >> 8));
        var found = new Type[listed];
        int count = 0;
        for (int i = 0; i < listed; i++)
        {
            MethodTable* own = MethodTable.Interfaces(table)[i];
            if (!table->IsArray || !own->IsGenericInstance || MethodTable.GenericArgument(own, 0) == table->Related)
                found[count++] = Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)own))!;
        }

        Array.Resize(ref found, count);
        return found;
    }

    [Plug("System.RuntimeType", "MakeArrayType", Parameters = "", Hash = "62ebfd24551027f6")]
    private static Type MakeArrayType(object type)
    {
        nuint array = HasTable(type) ? MethodTable.Extension(MethodTableOf(type))->ArrayType : 0;
        if (array != 0)
            return Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)array))!;
        return TypeDescriptions.ArePresent
            ? TypeDescriptions.Instance.ArrayOf((Type)type)
            : throw new NotSupportedException($"The program has no '{type}[]': mention it in its source, as in typeof({((Type)type).Name}[]).");
    }

    [Plug("System.RuntimeType", "MakeArrayType", Parameters = "System.Int32", Hash = "ecd26f01177c8657")]
    private static Type MakeArrayType(object type, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rank);
        MethodTable* element = HasTable(type) ? MethodTableOf(type) : null;
        for (uint i = 0; element != null && i < ImageTables.Header->TypeCount; i++)
        {
            var array = (MethodTable*)ImageTables.Header->Types[i];
            if (array->ElementType == ElementType.Array && array->Related == element && RankOf(array) == rank)
                return Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)array))!;
        }

        return TypeDescriptions.ArePresent
            ? TypeDescriptions.Instance.ArrayOf((Type)type, rank)
            : throw new NotSupportedException($"The program has no array of {rank} dimensions of '{type}': mention its type in its source.");
    }

    private static int RankOf(MethodTable* array) => (int)((uint)(MethodTable.Extension(array)->Flags & MethodTableFlags.RankMask) >> 8);

    [Plug("System.RuntimeType", "get_Name", Hash = "60946c03eb2c5957")]
    private static string Name(object type) =>
        HasTable(type) ? TypeNames.SimpleName(MethodTableOf(type)) : TypeDescriptions.Instance.TextOf((Type)type, TypeText.Name)!;

    [Plug("System.RuntimeType", "get_FullName", Hash = "d56d5f15d736c9e8")]
    private static string? FullName(object type) =>
        HasTable(type) ? TypeNames.QualifiedName(MethodTableOf(type)) : TypeDescriptions.Instance.TextOf((Type)type, TypeText.FullName);

    [Plug("System.RuntimeType", "get_AssemblyQualifiedName", Hash = "b3f537242e1042ad")]
    private static string? AssemblyQualifiedName(object type) =>
        HasTable(type)
            ? FullName(type) + ", " + TypeNames.AssemblyName(MethodTableOf(type))
            : TypeDescriptions.Instance.TextOf((Type)type, TypeText.AssemblyQualifiedName);

    [Plug("System.RuntimeType", "get_Assembly", Hash = "01fe3129126cd431")]
    private static Assembly GetAssembly(object type) =>
        TypeDescriptions.ArePresent ? TypeDescriptions.Instance.AssemblyOf((Type)type) : ProgramAssembly.Of(MethodTableOf(type));

    [Plug("System.RuntimeType", "GetAttributeFlagsImpl", Hash = "2d54e1060c3f9f7a")]
    private static TypeAttributes Attributes(object type) =>
        HasTable(type)
            ? AttributesIn((uint)MethodTable.Extension(MethodTableOf(type))->Flags)
            : TypeDescriptions.Instance.AttributesOf((Type)type);

    private static TypeAttributes AttributesIn(uint flags) =>
        (TypeAttributes)((flags >> 16) | ((flags & (uint)MethodTableFlags.HigherAttributesMask) << 15));

    [Plug("System.RuntimeType", "get_MemberType", Hash = "9d2fbe7d9a6cbf36")]
    private static MemberTypes MemberType(object type) => IsNested(type) ? MemberTypes.NestedType : MemberTypes.TypeInfo;

    [Plug("System.RuntimeType", "get_Namespace", Hash = "4a7ba7c95a3a4e43")]
    private static string? Namespace(object type) =>
        HasTable(type) ? TypeNames.Namespace(MethodTableOf(type)) : TypeDescriptions.Instance.TextOf((Type)type, TypeText.Namespace);

    [Plug("System.RuntimeType", "ToString", Hash = "0fb2201862214814")]
    private static string ToString(object type) =>
        HasTable(type) && !(TypeDescriptions.ArePresent && ((Type)type).ContainsGenericParameters) ? TypeNames.FullName(MethodTableOf(type)) : TypeDescriptions.Instance.TextOf((Type)type, TypeText.Display)!;

    [Plug("System.RuntimeType", "GetHashCode", Hash = "28f7f4a5de3d7a6f")]
    private static int GetHashCode(object type) =>
        HasTable(type) ? (int)MethodTableOf(type)->HashCode : RuntimeHelpers.GetHashCode(type);

    [Plug("Internal.Reflection.Augments.ReflectionAugments", "GetRuntimeTypeCode", Hash = "21eaf5cf1fa305ae")]
    private static TypeCode GetTypeCode(object type) =>
        HasTable(type) ? CodeOf(type) : ((Type)type).IsEnum ? Type.GetTypeCode(Enum.GetUnderlyingType((Type)type)) : TypeCode.Object;

    // What is allocated by name, not by an instruction, may lack what objects need.
    [Plug("Internal.Runtime.Augments.RuntimeAugments", "EnsureMethodTableSafeToAllocate", Hash = "10876831b5db3b4f")]
    private static void EnsureAllocatable(void* type)
    {
        if ((MethodTable.Extension((MethodTable*)type)->Flags & MethodTableFlags.Constructed) == 0)
        {
            throw new NotSupportedException(
                "The program makes no object of '" + TypeNames.FullName((MethodTable*)type) + "': make one somewhere, or keep the type with [DynamicDependency].");
        }
    }

    [Plug("Internal.Runtime.Augments.RuntimeAugments", "RawNewObject", Hash = "8b22be677056c0e7")]
    private static object NewObject(RuntimeTypeHandle type)
    {
        EnsureAllocatable((void*)type.Value);
        return MethodTable.Extension((MethodTable*)type.Value)->Finalizer == 0 ? Allocate((void*)type.Value) : AllocateFinalizable((void*)type.Value);
    }

    /// <summary>The MethodTable a RuntimeType stands for: its first field. Null for a type of which the image has only a description.</summary>
    public static MethodTable* MethodTableOf(object type) => *(MethodTable**)(Intrinsics.AddressOf(type) + 8);

    public static bool HasTable(object type) => MethodTableOf(type) != null;

    private static TypeCode CodeOf(object type) => MethodTableOf(type)->ElementType switch
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

    private static TypeCode OtherTypeCode(Type type)
    {
        if (type == typeof(string))
            return TypeCode.String;
        if (type == typeof(decimal))
            return TypeCode.Decimal;
        return type == typeof(DateTime) ? TypeCode.DateTime : TypeCode.Object;
    }

    [Routine("AllocateObject")]
    private static extern object Allocate(void* type);

    [Routine("RhpNewFinalizable")]
    private static extern object AllocateFinalizable(void* type);

    private static bool IsNested(object type) => (Attributes(type) & TypeAttributes.VisibilityMask) > TypeAttributes.Public;
}
