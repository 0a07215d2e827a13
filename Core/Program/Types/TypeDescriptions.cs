using System;
using System.Reflection;

namespace Core.Program.Types;

/// <summary>What reflection knows of types beyond their MethodTables, where it is in the image.</summary>
/// <remarks>
/// It puts itself here before the program begins. Without it in the image no type can be without a MethodTable, nothing derives
/// from this class, and what calls it is dropped.
/// </remarks>
public abstract class TypeDescriptions
{
    private static TypeDescriptions? s_instance;

    /// <summary>Whether reflection is in the image.</summary>
    public static bool ArePresent => s_instance != null;

    /// <summary>Reflection; null where it is not in the image.</summary>
    public static TypeDescriptions Instance => s_instance!;

    /// <summary>Reflection is in the image.</summary>
    protected static void Install(TypeDescriptions instance) => s_instance = instance;

    /// <summary>The base library's RuntimeTypeInfo of a type.</summary>
    public abstract object InfoOf(Type type);

    /// <summary>Interfaces of a type without a MethodTable, or of a generic type definition.</summary>
    public abstract Type[] InterfacesOf(Type type);

    /// <summary>The one-dimensional array type of elements of a type, where the image has no MethodTable for it.</summary>
    public abstract Type ArrayOf(Type type);

    /// <inheritdoc cref="ArrayOf(Type)"/>
    public abstract Type ArrayOf(Type type, int rank);

    /// <summary>A text of a type without a MethodTable.</summary>
    public abstract string? TextOf(Type type, TypeText text);

    /// <summary>Attributes of a type without a MethodTable.</summary>
    public abstract TypeAttributes AttributesOf(Type type);

    /// <summary>The assembly of a type.</summary>
    public abstract Assembly AssemblyOf(Type type);

    /// <summary>Whether a member or type carries an attribute.</summary>
    public abstract bool HasAttribute(MemberInfo element, Type attribute, bool inherit);

    /// <summary>Members of an enumeration without a MethodTable: values boxed as unsigned integers of the underlying size, ascending.</summary>
    public abstract Type MembersOf(Type type, out string[] names, out object[] values, out bool isFlags);
}
