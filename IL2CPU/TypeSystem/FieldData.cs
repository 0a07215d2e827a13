using System;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

/// <summary>What all instantiations of a field share.</summary>
internal sealed class FieldData
{
    private readonly FieldDefinitionHandle _handle;
    private string? _name;
    private TypeDesc? _type;
    private bool _isVolatile;

    public FieldData(ModuleDesc module, FieldDefinitionHandle handle, int index)
    {
        Module = module;
        _handle = handle;
        Index = index;
        Attributes = module.Reader.GetFieldDefinition(handle).Attributes;
    }

    public ModuleDesc Module { get; }

    public int Index { get; }

    public FieldAttributes Attributes { get; }

    public FieldDefinitionHandle Handle => _handle;

    public string Name => _name ??= Module.Read("a field name", this, static f => f.Module.Reader.GetString(f.Definition.Name));

    public FieldDefinition Definition => Module.Reader.GetFieldDefinition(_handle);

    public TypeDesc OpenType => _type ??= Module.Read($"the type of field {Name}", this, static f => f.ReadType());

    public bool IsVolatile => OpenType is not null && _isVolatile;

    public int ExplicitOffset => Module.Read($"the offset of field {Name}", this, static f => f.Definition.GetOffset());

    public byte[] MarshalDescriptor => Module.Read($"the marshalling of field {Name}", this, static f => f.ReadMarshalDescriptor());

    public object? Constant => Module.Read($"the value of field {Name}", this, static f => f.ReadConstant());

    private byte[] ReadMarshalDescriptor()
    {
        BlobHandle handle = Definition.GetMarshallingDescriptor();
        return handle.IsNil ? [] : Module.Reader.GetBlobBytes(handle);
    }

    private object? ReadConstant()
    {
        ConstantHandle handle = Definition.GetDefaultValue();
        if (handle.IsNil)
        {
            return null;
        }

        System.Reflection.Metadata.Constant constant = Module.Reader.GetConstant(handle);
        return Module.Reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
    }

    private TypeDesc ReadType()
    {
        SignatureReader reader = new(Module, Module.Reader.GetBlobReader(Definition.Signature));
        return reader.ReadField(out _isVolatile);
    }
}
