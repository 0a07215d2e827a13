using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

/// <summary>What all instantiations of a method share.</summary>
internal sealed class MethodData
{
    private string? _name;
    private MethodSignature? _signature;
    private TypeDesc[]? _parameters;
    private ILBodyData? _body;
    private bool _bodyKnown;

    public MethodData(ModuleDesc module, MethodDefinitionHandle handle, int index)
    {
        Module = module;
        Handle = handle;
        Index = index;
        MethodDefinition definition = module.Reader.GetMethodDefinition(handle);
        Attributes = definition.Attributes;
        ImplAttributes = definition.ImplAttributes;
    }

    public MethodData(ModuleDesc module, string name, MethodAttributes attributes, MethodSignature signature, ArrayMethodKind kind)
    {
        Module = module;
        Index = -1;
        Attributes = attributes;
        ImplAttributes = MethodImplAttributes.Runtime;
        ArrayMethod = kind;
        _name = name;
        _signature = signature;
        _bodyKnown = true;
    }

    public ModuleDesc Module { get; }

    /// <summary>Nil for array methods.</summary>
    public MethodDefinitionHandle Handle { get; }

    public int Index { get; }

    public MethodAttributes Attributes { get; }

    public MethodImplAttributes ImplAttributes { get; }

    public ArrayMethodKind ArrayMethod { get; }

    public string Name => _name ??= Module.Read("a method name", this, static m => m.Module.Reader.GetString(m.Definition.Name));

    public MethodDefinition Definition => Module.Reader.GetMethodDefinition(Handle);

    public MethodSignature Signature => _signature ??= ReadSignature();

    /// <summary>The method's own generic parameters, as variables.</summary>
    public TypeDesc[] Parameters => _parameters ??= Module.Read("generic parameters", this, static m => m.CreateParameters());

    public ILBodyData? Body
    {
        get
        {
            if (!_bodyKnown)
            {
                _body = Module.ReadBody(this);
                _bodyKnown = true;
            }

            return _body;
        }
    }

    private MethodSignature ReadSignature()
    {
        try
        {
            SignatureReader reader = new(Module, Module.Reader.GetBlobReader(Definition.Signature));
            return reader.ReadMethod();
        }
        catch (Exception e) when (ModuleDesc.IsDamage(e))
        {
            throw Module.Damaged($"the signature of {Name}", e);
        }
    }

    private TypeDesc[] CreateParameters()
    {
        // Hardly any method is generic, and most methods of a type are looked at by nobody.
        if (Handle.IsNil || !Module.Reader.GetBlobReader(Definition.Signature).ReadSignatureHeader().IsGeneric)
        {
            return [];
        }

        int arity = Definition.GetGenericParameters().Count;
        if (arity == 0)
        {
            return [];
        }

        TypeDesc[] parameters = new TypeDesc[arity];
        for (int i = 0; i < arity; i++)
        {
            parameters[i] = Module.Context.MethodVariable(i);
        }

        return parameters;
    }
}
