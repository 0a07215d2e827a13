using System.Text;
using Abi;
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

    private static string Text(TypeName* name, int start, int length) =>
        Encoding.UTF8.GetString((byte*)(name + 1) + start, length);
}
