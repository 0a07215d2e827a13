using System;
using System.Text;
using Abi;
using Core.Program.Native;
using Core.Types;

namespace Core.Program.Types;

/// <summary>Names of types from the linker's table.</summary>
internal static unsafe class TypeNames
{
    public static string FullName(MethodTable* type)
    {
        TypeName* name = MethodTable.Extension(type)->Name;
        return name == null ? "?" : Text(name, 0, name->Length);
    }

    public static string SimpleName(MethodTable* type)
    {
        TypeName* name = MethodTable.Extension(type)->Name;
        return name == null ? "?" : Text(name, name->SimpleStart, name->SimpleLength);
    }

    public static string? Namespace(MethodTable* type)
    {
        TypeName* name = MethodTable.Extension(type)->Name;
        return name == null || name->NamespaceLength == 0 ? null : Text(name, 0, name->NamespaceLength);
    }

    /// <summary>As <c>Type.FullName</c>: type arguments with their assemblies.</summary>
    public static string QualifiedName(MethodTable* type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.ToString();
    }

    public static string AssemblyName(MethodTable* type) => TableNames.TextOf(MethodTable.Extension(type)->Name->Assembly);

    private static void Append(StringBuilder text, MethodTable* type)
    {
        if (type->IsArray || type->ElementType is ElementType.Pointer or ElementType.ByRef)
        {
            Append(text, type->Related);
            string own = FullName(type);
            text.Append(own.AsSpan(FullName(type->Related).Length));
            return;
        }

        if (!type->IsGenericInstance)
        {
            text.Append(FullName(type));
            return;
        }

        text.Append(FullName(MethodTable.GenericDefinition(type)));
        int count = (int)MethodTable.GenericDefinition(type)->BaseSize;
        for (int i = 0; i < count; i++)
        {
            MethodTable* argument = MethodTable.GenericArgument(type, i);
            text.Append(i == 0 ? "[[" : ",[");
            Append(text, argument);
            text.Append(", ").Append(AssemblyName(argument)).Append(']');
        }

        text.Append(']');
    }

    private static string Text(TypeName* name, int start, int length) =>
        NativeText.Decode(new ReadOnlySpan<byte>((byte*)(name + 1) + start, length));
}
