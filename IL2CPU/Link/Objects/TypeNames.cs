using System.Collections.Generic;
using System.Text;
using IL2CPU.Link.Tables;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Names of types as <c>System.Type.ToString</c> gives them: <c>Ns.Outer+Inner`1[System.Int32][]</c>.</summary>
internal static class TypeNames
{
    public static DataObject Make(TypeNameSymbol symbol, NameTable names, Dictionary<TypeDesc, uint> typeIndex)
    {
        TypeDesc type = symbol.Type;
        var text = new StringBuilder();
        Append(text, type);
        string name = text.ToString();
        string space = NamespaceOf(type);
        int simpleStart = SimpleStart(type, name);
        int end = name.IndexOf('[', simpleStart);
        bool isPlain = type.Definition == type && !type.IsArray && !type.IsPointer && !type.IsByRef;
        int simpleEnd = end < 0 || isPlain || type.IsArray ? name.Length : end;

        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        var writer = new ObjectWriter();
        writer.UInt32((uint)utf8.Length);
        writer.UInt32((uint)Encoding.UTF8.GetByteCount(space));
        writer.UInt32((uint)Encoding.UTF8.GetByteCount(name[..simpleStart]));
        writer.UInt32((uint)Encoding.UTF8.GetByteCount(name[simpleStart..simpleEnd]));
        writer.UInt32(names.Add(AssemblyOf(type)));
        List<uint> attributes = AttributesOf(type, typeIndex);
        writer.UInt32((uint)attributes.Count);
        writer.Bytes.Bytes(utf8);
        writer.Bytes.Align(4);
        foreach (uint attribute in attributes)
            writer.UInt32(attribute);
        return writer.Finish(symbol, SectionKind.ReadOnly, "type names", 4);
    }

    /// <summary><c>Ns.Outer+Inner`1</c>, whatever it is instantiated with.</summary>
    public static string WithoutArguments(TypeDesc type)
    {
        var text = new StringBuilder();
        AppendPrefix(text, type);
        return text.Append(type.Name).ToString();
    }

    private static string AssemblyOf(TypeDesc type)
    {
        while (type.IsArray || type.IsPointer || type.IsByRef)
            type = type.Element;
        return type.IsFunctionPointer || type.IsGenericParameter ? "" : type.Module.FullName;
    }

    private static List<uint> AttributesOf(TypeDesc type, Dictionary<TypeDesc, uint> typeIndex)
    {
        var result = new List<uint>();
        foreach (CustomAttribute attribute in type.Attributes)
        {
            if (typeIndex.TryGetValue(attribute.Type, out uint index))
                result.Add(index | (IsInherited(attribute.Type) ? Abi.TypeName.InheritedAttribute : 0));
        }

        return result;
    }

    private static bool IsInherited(TypeDesc attribute)
    {
        for (TypeDesc? at = attribute; at is not null; at = at.BaseType)
        {
            if (at.GetAttribute("System.AttributeUsageAttribute") is { } usage)
                return usage["Inherited"] is not false;
        }

        return true;
    }

    private static string NamespaceOf(TypeDesc type)
    {
        TypeDesc at = type;
        while (at.IsArray || at.IsPointer || at.IsByRef)
            at = at.Element;
        while (at.EnclosingType is { } enclosing)
            at = enclosing;
        return at.Namespace;
    }

    private static int SimpleStart(TypeDesc type, string name)
    {
        TypeDesc at = type;
        while (at.IsArray || at.IsPointer || at.IsByRef)
            at = at.Element;
        var prefix = new StringBuilder();
        AppendPrefix(prefix, at);
        return prefix.Length <= name.Length ? prefix.Length : 0;
    }

    private static void AppendPrefix(StringBuilder text, TypeDesc type)
    {
        if (type.EnclosingType is { } enclosing)
        {
            AppendPrefix(text, enclosing);
            text.Append(enclosing.Name).Append('+');
        }
        else if (type.Namespace.Length != 0)
        {
            text.Append(type.Namespace).Append('.');
        }
    }

    private static void Append(StringBuilder text, TypeDesc type)
    {
        if (type.IsArray)
        {
            Append(text, type.Element);
            text.Append('[').Append(',', type.Rank - 1).Append(']');
        }
        else if (type.IsPointer || type.IsByRef)
        {
            Append(text, type.Element);
            text.Append(type.IsPointer ? '*' : '&');
        }
        else if (type.IsFunctionPointer || type.IsGenericParameter)
        {
            text.Append(type.FullName);
        }
        else
        {
            AppendPrefix(text, type);
            text.Append(type.Name);
            AppendArguments(text, type);
        }
    }

    private static void AppendArguments(StringBuilder text, TypeDesc type)
    {
        if (!type.HasInstantiation || type.IsGenericDefinition)
            return;
        for (int i = 0; i < type.Arguments.Count; i++)
        {
            text.Append(i == 0 ? '[' : ',');
            Append(text, type.Arguments[i]);
        }

        text.Append(']');
    }
}
