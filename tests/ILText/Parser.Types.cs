using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace ILText;

// Types, signatures and references.
internal sealed partial class Parser
{
    private static readonly HashSet<string> s_primitives =
    [
        "void", "bool", "char", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
        "float32", "float64", "string", "object", "typedref",
    ];

    private TypeNode ParseType()
    {
        TypeNode type = ParseElement();
        while (true)
        {
            if (_cursor.IsAt("[") && _cursor.Following.Kind != TokenKind.Word)
                type = ParseArray(type);
            else if (_cursor.Accept("&"))
                type = new TypeNode(TypeKind.Reference, Element: type);
            else if (_cursor.Accept("*"))
                type = new TypeNode(TypeKind.Pointer, Element: type);
            else if (_cursor.Accept("pinned"))
                type = new TypeNode(TypeKind.Pinned, Element: type);
            else if (_cursor.IsAt("modreq") || _cursor.IsAt("modopt"))
                type = ParseModifier(type);
            else
                return type;
        }
    }

    private TypeNode ParseElement()
    {
        if (_cursor.Accept("!"))
            return ParseParameter(_cursor.Accept("!") ? TypeKind.MethodParameter : TypeKind.TypeParameter);
        if (_cursor.Accept("method"))
            return new TypeNode(TypeKind.Function, Function: ParseFunctionSignature());
        if (_cursor.Accept("class"))
            return ParseNamed(TypeKind.Class);
        if (_cursor.Accept("valuetype"))
            return ParseNamed(TypeKind.ValueType);
        if (_cursor.Accept("native"))
            return new TypeNode(TypeKind.Primitive, "native " + _cursor.Word());
        return s_primitives.Contains(_cursor.Current.Text)
            ? new TypeNode(TypeKind.Primitive, _cursor.Take().Text)
            : ParseNamed(TypeKind.Class);
    }

    private TypeNode ParseParameter(TypeKind kind) => _cursor.Current.Kind == TokenKind.Number
        ? new TypeNode(kind, Number: _cursor.Int32())
        : new TypeNode(kind, _cursor.Word(), Number: -1);

    private TypeNode ParseNamed(TypeKind kind)
    {
        string? assembly = null;
        if (_cursor.Accept("["))
        {
            assembly = _cursor.Word();
            _cursor.Expect("]");
        }

        string name = _cursor.Word();
        while (_cursor.Accept("/"))
            name += "/" + _cursor.Word();
        var type = new TypeNode(kind, name, assembly);
        return _cursor.Accept("<") ? new TypeNode(TypeKind.Instance, Element: type, Arguments: ParseTypes(">")) : type;
    }

    private List<TypeNode> ParseTypes(string end)
    {
        var types = new List<TypeNode>();
        if (_cursor.Accept(end))
            return types;
        do
            types.Add(ParseType());
        while (_cursor.Accept(","));
        _cursor.Expect(end);
        return types;
    }

    // int32[], int32[,], int32[0...,0...], int32[1...,]
    private TypeNode ParseArray(TypeNode element)
    {
        _cursor.Expect("[");
        if (_cursor.Accept("]"))
            return new TypeNode(TypeKind.Vector, Element: element);
        var bounds = new List<int>();
        int rank = 1;
        while (!_cursor.Accept("]"))
        {
            if (_cursor.Accept(","))
            {
                rank++;
                continue;
            }

            if (_cursor.Current.Kind == TokenKind.Number)
                bounds.Add(ParseBound());
            else
                _cursor.Expect("...");
        }

        return new TypeNode(TypeKind.Array, Element: element, Number: rank, Bounds: bounds);
    }

    // The lexer takes the dots behind a number for part of it.
    private int ParseBound()
    {
        Token token = _cursor.Take();
        _cursor.Accept("...");
        return int.Parse(token.Text.TrimEnd('.'));
    }

    private TypeNode ParseModifier(TypeNode element)
    {
        TypeKind kind = _cursor.Take().Text == "modreq" ? TypeKind.Required : TypeKind.Optional;
        _cursor.Expect("(");
        TypeNode modifier = ParseType();
        _cursor.Expect(")");
        return new TypeNode(kind, Element: element, Arguments: [modifier]);
    }

    private SignatureNode ParseFunctionSignature()
    {
        (bool isInstance, bool isExplicit, SignatureCallingConvention convention) = ParseConvention();
        TypeNode result = ParseFunctionResult();
        _cursor.Expect("(");
        return new SignatureNode(isInstance, isExplicit, convention, result, ParseTypes(")"));
    }

    // "method int32 *(int32)": the star is no pointer of the result.
    private TypeNode ParseFunctionResult()
    {
        TypeNode result = ParseType();
        return result.Kind == TypeKind.Pointer ? result.Element! : result;
    }

    private (bool IsInstance, bool IsExplicit, SignatureCallingConvention Convention) ParseConvention()
    {
        bool isInstance = _cursor.Accept("instance");
        bool isExplicit = _cursor.Accept("explicit");
        SignatureCallingConvention convention = SignatureCallingConvention.Default;
        if (_cursor.Accept("vararg"))
            convention = SignatureCallingConvention.VarArgs;
        else if (_cursor.Accept("unmanaged"))
            convention = _cursor.Accept("cdecl") ? SignatureCallingConvention.CDecl : SignatureCallingConvention.Unmanaged;
        return (isInstance, isExplicit, convention);
    }

    private MethodReference ParseMethodReference()
    {
        int line = _cursor.Current.Line;
        (bool isInstance, bool isExplicit, SignatureCallingConvention convention) = ParseConvention();
        TypeNode result = ParseType();
        TypeNode owner = ParseType();
        _cursor.Expect("::");
        string name = _cursor.Word();
        List<TypeNode> arguments = _cursor.Accept("<") ? ParseTypes(">") : [];
        _cursor.Expect("(");
        var signature = new SignatureNode(isInstance, isExplicit, convention, result, ParseTypes(")"), arguments.Count);
        return new MethodReference(owner, name, signature, arguments, line);
    }

    private FieldReference ParseFieldReference()
    {
        int line = _cursor.Current.Line;
        TypeNode type = ParseType();
        TypeNode owner = ParseType();
        _cursor.Expect("::");
        return new FieldReference(owner, _cursor.Word(), type, line);
    }

    // <T, +U, -V, (class I, J) W, valuetype S, class C, .ctor D>
    private List<TypeParameterNode> ParseTypeParameters()
    {
        var parameters = new List<TypeParameterNode>();
        if (!_cursor.Accept("<"))
            return parameters;
        do
        {
            GenericParameterAttributes attributes = 0;
            while (TryParameterAttribute(_cursor.Current.Text, out GenericParameterAttributes attribute))
            {
                attributes |= attribute;
                _cursor.Take();
            }

            List<TypeNode> constraints = _cursor.Accept("(") ? ParseTypes(")") : [];
            parameters.Add(new TypeParameterNode(_cursor.Word(), attributes, constraints));
        }
        while (_cursor.Accept(","));
        _cursor.Expect(">");
        return parameters;
    }

    private static bool TryParameterAttribute(string word, out GenericParameterAttributes attribute)
    {
        attribute = word switch
        {
            "+" => GenericParameterAttributes.Covariant,
            "-" => GenericParameterAttributes.Contravariant,
            "class" => GenericParameterAttributes.ReferenceTypeConstraint,
            "valuetype" => GenericParameterAttributes.NotNullableValueTypeConstraint,
            ".ctor" => GenericParameterAttributes.DefaultConstructorConstraint,
            _ => 0,
        };
        return attribute != 0;
    }
}
