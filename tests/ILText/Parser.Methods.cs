using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace ILText;

// Method headers and the directives of bodies.
internal sealed partial class Parser
{
    private MethodNode ParseMethod()
    {
        MethodAttributes attributes = MethodAttributes.HideBySig;
        while (TryMethodAttribute(_cursor.Current.Text, out MethodAttributes attribute))
        {
            attributes |= attribute;
            _cursor.Take();
        }

        (bool isInstance, bool isExplicit, SignatureCallingConvention convention) = ParseConvention();
        TypeNode result = ParseType();
        string name = _cursor.Word();
        if (name is ".ctor" or ".cctor")
            attributes |= MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        List<TypeParameterNode> typeParameters = ParseTypeParameters();
        var types = new List<TypeNode>();
        var names = new List<string>();
        ParseVariables((parameter, type) =>
        {
            names.Add(parameter);
            types.Add(type);
        });
        var method = new MethodNode
        {
            Name = name,
            Attributes = attributes,
            Signature = new SignatureNode(isInstance, isExplicit, convention, result, types, typeParameters.Count),
            ParameterNames = names,
            TypeParameters = typeParameters,
        };
        ParseImplementation(method);
        _cursor.Expect("{");
        ParseBlock(method);
        return method;
    }

    private static bool TryMethodAttribute(string word, out MethodAttributes attribute)
    {
        attribute = word switch
        {
            "public" => MethodAttributes.Public,
            "private" => MethodAttributes.Private,
            "assembly" => MethodAttributes.Assembly,
            "family" => MethodAttributes.Family,
            "hidebysig" => MethodAttributes.HideBySig,
            "static" => MethodAttributes.Static,
            "virtual" => MethodAttributes.Virtual,
            "newslot" => MethodAttributes.NewSlot,
            "abstract" => MethodAttributes.Abstract,
            "final" => MethodAttributes.Final,
            "specialname" => MethodAttributes.SpecialName,
            "rtspecialname" => MethodAttributes.RTSpecialName,
            _ => 0,
        };
        return attribute != 0;
    }

    private void ParseImplementation(MethodNode method)
    {
        while (!_cursor.IsAt("{"))
        {
            string word = _cursor.Word();
            method.Implementation |= word switch
            {
                "cil" or "managed" => MethodImplAttributes.IL,
                "runtime" => MethodImplAttributes.Runtime,
                "synchronized" => MethodImplAttributes.Synchronized,
                "noinlining" => MethodImplAttributes.NoInlining,
                "aggressiveinlining" => MethodImplAttributes.AggressiveInlining,
                _ => throw _cursor.Error($"{word} is no way to implement a method"),
            };
        }
    }

    // (int32 a, class X b)
    private void ParseVariables(Action<string, TypeNode> add)
    {
        _cursor.Expect("(");
        if (_cursor.Accept(")"))
            return;
        do
        {
            TypeNode type = ParseType();
            add(_cursor.Current.Kind == TokenKind.Word ? _cursor.Word() : "", type);
        }
        while (_cursor.Accept(","));
        _cursor.Expect(")");
    }

    private void ParseBlock(MethodNode method)
    {
        while (!_cursor.Accept("}"))
        {
            if (_cursor.Following.Text == ":" && _cursor.Current.Kind == TokenKind.Word)
            {
                string label = _cursor.Word();
                if (!method.Labels.TryAdd(label, method.Code.Count))
                    throw _cursor.Error($"label {label} is there twice");
                _cursor.Expect(":");
            }
            else if (_cursor.Current.Text.StartsWith('.'))
            {
                ParseDirective(method);
            }
            else
            {
                method.Code.Add(ParseInstruction());
            }
        }
    }

    private void ParseDirective(MethodNode method)
    {
        string directive = _cursor.Word();
        switch (directive)
        {
            case ".maxstack":
                method.MaxStack = _cursor.Int32();
                break;
            case ".locals":
                method.InitializesLocals |= _cursor.Accept("init");
                ParseVariables((name, type) => method.Locals.Add((name, type)));
                break;
            case ".try":
                ParseTry(method);
                break;
            case ".override":
                _cursor.Accept("method");
                method.Overrides.Add(ParseMethodReference());
                break;
            case ".custom":
                method.CustomAttributes.Add(ParseAttribute());
                break;
            default:
                throw _cursor.Error($"{directive} is unknown in a method");
        }
    }

    private void ParseTry(MethodNode method)
    {
        _cursor.Expect("{");
        int start = method.Code.Count;
        ParseBlock(method);
        int end = method.Code.Count;
        bool any = false;
        while (TryClauseKind(_cursor.Current.Text, out ExceptionRegionKind kind))
        {
            any = true;
            _cursor.Take();
            TypeNode? type = kind == ExceptionRegionKind.Catch ? ParseType() : null;
            int filter = method.Code.Count;
            if (kind == ExceptionRegionKind.Filter)
            {
                _cursor.Expect("{");
                ParseBlock(method);
            }

            int handler = method.Code.Count;
            _cursor.Expect("{");
            ParseBlock(method);
            method.Clauses.Add(new ClauseNode(kind, start, end, filter, handler, method.Code.Count, type));
        }

        if (!any)
            throw _cursor.Error("a handler expected");
    }

    private static bool TryClauseKind(string word, out ExceptionRegionKind kind)
    {
        kind = word switch
        {
            "filter" => ExceptionRegionKind.Filter,
            "finally" => ExceptionRegionKind.Finally,
            "fault" => ExceptionRegionKind.Fault,
            _ => ExceptionRegionKind.Catch,
        };
        return kind != ExceptionRegionKind.Catch || word == "catch";
    }
}
