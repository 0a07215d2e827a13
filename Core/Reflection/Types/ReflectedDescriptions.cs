using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Runtime.General;
using System.Runtime.CompilerServices;
using Core.Program.Types;
using Internal.Metadata.NativeFormat;

namespace Core.Reflection.Types;

/// <summary>Types as the base library's reflection describes them.</summary>
internal sealed class ReflectedDescriptions : TypeDescriptions
{
    private const string TypeInfo = "System.Reflection.Runtime.TypeInfos.RuntimeTypeInfo, System.Private.CoreLib";
    private const string RuntimeType = "System.RuntimeType, System.Private.CoreLib";

    public override object InfoOf(Type type) => GetRuntimeTypeInfo(type);

    public override Type[] InterfacesOf(Type type) => GetInterfaces(GetRuntimeTypeInfo(type));

    public override Type ArrayOf(Type type) => MakeArrayType(GetRuntimeTypeInfo(type));

    public override Type ArrayOf(Type type, int rank) => MakeArrayType(GetRuntimeTypeInfo(type), rank);

    public override string? TextOf(Type type, TypeText text)
    {
        object info = GetRuntimeTypeInfo(type);
        return text switch
        {
            TypeText.Name => Name(info),
            TypeText.FullName => FullName(info),
            TypeText.AssemblyQualifiedName => AssemblyQualifiedName(info),
            TypeText.Namespace => Namespace(info),
            _ => info.ToString(),
        };
    }

    public override TypeAttributes AttributesOf(Type type) => Attributes(GetRuntimeTypeInfo(type));

    public override Assembly AssemblyOf(Type type) => Assembly(GetRuntimeTypeInfo(type));

    public override bool HasAttribute(MemberInfo element, Type attribute, bool inherit) =>
        Attribute.GetCustomAttributes(element, attribute, inherit).Length != 0;

    public override Type MembersOf(Type type, out string[] names, out object[] values, out bool isFlags)
    {
        EnumMembers.Read(DefinitionOf(type), out names, out values, out isFlags);
        // As the tables of the others are sorted; equal keys move alike.
        var keys = new ulong[values.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = Convert.ToUInt64(values[i], null);
        if (!IsSorted(keys))
        {
            Array.Sort((ulong[])keys.Clone(), names);
            Array.Sort(keys, values);
        }

        return type.GetField("value__", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.FieldType;
    }

    private static bool IsSorted(ulong[] keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] > keys[i])
                return false;
        }

        return true;
    }

    private static TypeDefinitionHandle DefinitionOf(Type type)
    {
        object definition = type.IsConstructedGenericType ? GetRuntimeTypeInfo(type.GetGenericTypeDefinition()) : GetRuntimeTypeInfo(type);
        return TypeDefinitionHandle(definition);
    }

    // Runs before the program in an image that has any code of this assembly.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "the image's only way to tell what is in it")]
    internal static void Install() => Install(new ReflectedDescriptions());

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    [return: UnsafeAccessorType(TypeInfo)]
    private static extern object GetRuntimeTypeInfo([UnsafeAccessorType(RuntimeType)] object type);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Name")]
    private static extern string Name([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_FullName")]
    private static extern string? FullName([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_AssemblyQualifiedName")]
    private static extern string? AssemblyQualifiedName([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Namespace")]
    private static extern string? Namespace([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Type MakeArrayType([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Type MakeArrayType([UnsafeAccessorType(TypeInfo)] object info, int rank);

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern Type[] GetInterfaces([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Attributes")]
    private static extern TypeAttributes Attributes([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Assembly")]
    private static extern Assembly Assembly([UnsafeAccessorType(TypeInfo)] object info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_TypeDefinitionHandle")]
    private static extern TypeDefinitionHandle TypeDefinitionHandle(
        [UnsafeAccessorType("System.Reflection.Runtime.TypeInfos.NativeFormat.NativeFormatRuntimeNamedTypeInfo, System.Private.CoreLib")] object info);
}
