using System;
using System.Collections.Generic;
using System.Reflection;

namespace ILText;

/// <summary>Tokens to declarations. This file: classes and fields.</summary>
internal sealed partial class Parser
{
    private readonly Cursor _cursor;
    private readonly List<ClassNode> _classes;

    private Parser(string text, List<ClassNode> classes)
    {
        _cursor = new Cursor(Lexer.Run(text));
        _classes = classes;
    }

    /// <summary>Adds the classes of a file, outer ones first.</summary>
    public static void Run(string text, List<ClassNode> classes)
    {
        var parser = new Parser(text, classes);
        while (parser._cursor.Current.Kind != TokenKind.End)
        {
            parser._cursor.Expect(".class");
            parser.ParseClass(null);
        }
    }

    private void ParseClass(ClassNode? outer)
    {
        TypeAttributes attributes = TypeAttributes.Class;
        while (TryTypeAttribute(_cursor.Current.Text, out TypeAttributes attribute))
        {
            attributes |= attribute;
            _cursor.Take();
        }

        string name = _cursor.Word();
        List<TypeParameterNode> parameters = ParseTypeParameters();
        var node = new ClassNode { Name = name, Attributes = attributes, Outer = outer, TypeParameters = parameters };
        _classes.Add(node);
        bool isInterface = (attributes & TypeAttributes.Interface) != 0;
        node.Base = _cursor.Accept("extends") ? ParseType() : isInterface ? null : new TypeNode(TypeKind.Class, "System.Object", "System.Runtime");
        if (_cursor.Accept("implements"))
        {
            do
                node.Interfaces.Add(ParseType());
            while (_cursor.Accept(","));
        }

        _cursor.Expect("{");
        while (!_cursor.Accept("}"))
            ParseMember(node);
    }

    private bool TryTypeAttribute(string word, out TypeAttributes attribute)
    {
        attribute = word switch
        {
            "public" => TypeAttributes.Public,
            "private" or "auto" or "ansi" => TypeAttributes.NotPublic,
            "abstract" => TypeAttributes.Abstract,
            "sealed" => TypeAttributes.Sealed,
            "interface" => TypeAttributes.Interface | TypeAttributes.Abstract,
            "sequential" => TypeAttributes.SequentialLayout,
            "explicit" => TypeAttributes.ExplicitLayout,
            "beforefieldinit" => TypeAttributes.BeforeFieldInit,
            "nested" => _cursor.Following.Text == "public" ? TypeAttributes.NestedPublic : TypeAttributes.NestedPrivate,
            _ => (TypeAttributes)(-1),
        };
        if (word == "nested")
            _cursor.Take();
        return attribute != (TypeAttributes)(-1);
    }

    private void ParseMember(ClassNode owner)
    {
        string directive = _cursor.Word();
        switch (directive)
        {
            case ".class":
                ParseClass(owner);
                break;
            case ".field":
                owner.Fields.Add(ParseField());
                break;
            case ".method":
                owner.Methods.Add(ParseMethod());
                break;
            case ".custom":
                AttributeNode attribute = ParseAttribute();
                // Behind a field or method it is that one's; in front of all, the class's.
                if (owner.Fields.Count > 0 && owner.Methods.Count == 0)
                    owner.Fields[^1].CustomAttributes.Add(attribute);
                else
                    owner.CustomAttributes.Add(attribute);
                break;
            case ".pack":
                owner.Pack = _cursor.Int32();
                break;
            case ".size":
                owner.Size = _cursor.Int32();
                break;
            default:
                throw _cursor.Error($"{directive} is unknown");
        }
    }

    private FieldNode ParseField()
    {
        int? offset = null;
        if (_cursor.Accept("["))
        {
            offset = _cursor.Int32();
            _cursor.Expect("]");
        }

        FieldAttributes attributes = 0;
        while (TryFieldAttribute(_cursor.Current.Text, out FieldAttributes attribute))
        {
            attributes |= attribute;
            _cursor.Take();
        }

        TypeNode type = ParseType();
        return new FieldNode(_cursor.Word(), type, attributes, offset, []);
    }

    private static bool TryFieldAttribute(string word, out FieldAttributes attribute)
    {
        attribute = word switch
        {
            "public" => FieldAttributes.Public,
            "private" => FieldAttributes.Private,
            "assembly" => FieldAttributes.Assembly,
            "static" => FieldAttributes.Static,
            "initonly" => FieldAttributes.InitOnly,
            _ => 0,
        };
        return attribute != 0;
    }

    private AttributeNode ParseAttribute()
    {
        MethodReference constructor = ParseMethodReference();
        _cursor.Expect("=");
        _cursor.Expect("(");
        var bytes = new List<byte>();
        while (!_cursor.Accept(")"))
            bytes.Add(Convert.ToByte(_cursor.Take().Text, 16));
        return new AttributeNode(constructor, [.. bytes]);
    }
}
