using System;
using System.Collections.Generic;
using System.Text;

namespace IL2CPU.TypeSystem;

/// <summary>Reads reflection's type names as attributes store them: <c>N.A+B`1[[N.C, Assembly]][], Assembly</c>.</summary>
internal sealed class TypeNameParser
{
    private readonly ModuleDesc _module;
    private readonly string _text;
    private int _position;

    public TypeNameParser(ModuleDesc module, string text)
    {
        _module = module;
        _text = text;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    public TypeDesc Parse()
    {
        TypeDesc type = ReadType(true);
        return _position == _text.Length ? type : throw Malformed();
    }

    private TypeDesc ReadType(bool qualified)
    {
        string name = ReadName();
        List<TypeDesc>? arguments = Current == '[' && Peek(1) is not (']' or ',' or '*') ? ReadArguments() : null;
        int suffixes = _position;
        SkipSuffixes();
        int afterSuffixes = _position;
        string? assembly = null;
        if (qualified && Current == ',')
        {
            _position++;
            assembly = ReadAssemblyName();
        }

        int end = _position;
        TypeDesc type = Find(name, assembly);
        if (arguments is not null)
        {
            type = _module.Context.MakeInstance(type, arguments.ToArray());
        }

        _position = suffixes;
        type = ApplySuffixes(type, afterSuffixes);
        _position = end;
        return type;
    }

    private string ReadName()
    {
        StringBuilder name = new();
        while (Current is not ('\0' or ',' or '[' or ']' or '*' or '&'))
        {
            if (Current == '\\')
            {
                _position++;
            }

            name.Append(Current);
            _position++;
        }

        return name.ToString();
    }

    private List<TypeDesc> ReadArguments()
    {
        List<TypeDesc> arguments = [];
        do
        {
            _position++;
            if (Current == '[')
            {
                _position++;
                arguments.Add(ReadType(true));
                Skip(']');
            }
            else
            {
                arguments.Add(ReadType(false));
            }
        }
        while (Current == ',');
        Skip(']');
        return arguments;
    }

    private string ReadAssemblyName()
    {
        int start = _position;
        int comma = -1;
        while (Current is not ('\0' or ']'))
        {
            if (Current == ',' && comma < 0)
            {
                comma = _position;
            }

            _position++;
        }

        return _text[start..(comma < 0 ? _position : comma)].Trim();
    }

    private void SkipSuffixes()
    {
        while (Current is '[' or '*' or '&')
        {
            if (Current == '[')
            {
                while (Current is not (']' or '\0'))
                {
                    _position++;
                }
            }

            _position++;
        }
    }

    private TypeDesc ApplySuffixes(TypeDesc type, int end)
    {
        TypeSystemContext context = _module.Context;
        while (_position < end)
        {
            switch (Current)
            {
                case '*':
                    type = context.MakePointer(type);
                    break;
                case '&':
                    type = context.MakeByRef(type);
                    break;
                default:
                    int rank = 1;
                    _position++;
                    bool isVector = Current == ']';
                    for (; Current != ']'; _position++)
                    {
                        rank += Current == ',' ? 1 : 0;
                    }

                    type = isVector ? context.MakeSzArray(type) : context.MakeArray(type, rank);
                    break;
            }

            _position++;
        }

        return type;
    }

    private TypeDesc Find(string name, string? assembly)
    {
        TypeDesc? type = assembly is not null
            ? _module.Context.ResolveAssembly(assembly).FindType(name)
            : _module.FindType(name) ?? _module.Context.CoreLibrary.FindType(name);
        return type ?? throw new TypeSystemException($"{_module.SimpleName} names type {name} in an attribute, which is not found");
    }

    private char Peek(int distance) => _position + distance < _text.Length ? _text[_position + distance] : '\0';

    private void Skip(char expected)
    {
        if (Current != expected)
        {
            throw Malformed();
        }

        _position++;
    }

    private TypeSystemException Malformed() => new($"{_module.Path}: malformed type name '{_text}' in an attribute");
}
