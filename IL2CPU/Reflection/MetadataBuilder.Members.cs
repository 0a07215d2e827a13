using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    private readonly HashSet<MethodDesc> _written = [];

    private void DescribeMembers(TypeEntry entry, TypeDefinition row)
    {
        entry.Attributes = Attributes(entry.Type.Module, MetadataTokens.EntityHandle(entry.Type.Token));
        foreach (FieldDesc field in entry.Type.Fields)
        {
            if (_scope.Describes(field))
            {
                WriteField(entry, field);
            }
        }

        foreach (MethodDesc method in entry.Type.Methods)
        {
            if (_scope.Describes(method))
            {
                WriteMethod(entry, method);
            }
        }

        foreach (PropertyDefinitionHandle handle in row.GetProperties())
        {
            WriteProperty(entry, handle);
        }

        foreach (EventDefinitionHandle handle in row.GetEvents())
        {
            WriteEvent(entry, handle);
        }
    }

    /// <summary>The number of a method's record, written or not yet.</summary>
    private int MethodOf(MethodDesc definition)
    {
        if (!_methods.TryGetValue(definition, out int record))
        {
            record = _records.Declare(RecordKind.Method);
            _methods.Add(definition, record);
        }

        return record;
    }

    private void WriteField(TypeEntry entry, FieldDesc field)
    {
        ModuleDesc module = entry.Type.Module;
        FieldDefinitionHandle handle = (FieldDefinitionHandle)MetadataTokens.EntityHandle(field.Token);
        FieldDefinition row = module.Reader.GetFieldDefinition(handle);
        if (!TryRead(_signatures.Field, module, row.Signature, out int signature))
        {
            return;
        }

        int name = _records.String(field.Name);
        int value = Constant(module, row.GetDefaultValue());
        List<int> attributes = entry.IsDescribed ? Attributes(module, handle) : s_none;
        _records.Begin();
        _records.Unsigned((uint)row.Attributes);
        _records.To(name);
        _records.To(signature);
        _records.Handle(value);
        _records.Unsigned((uint)Math.Max(0, row.GetOffset()));
        _records.ToAll(attributes);
        int record = _records.Add(RecordKind.Field);
        entry.Fields.Add(record);
        _fields.Add(field, record);
    }

    /// <summary>Always true: what Read wants is a result.</summary>
    private bool WriteMethod(TypeEntry entry, MethodDesc method)
    {
        ModuleDesc module = entry.Type.Module;
        EntityHandle handle = MetadataTokens.EntityHandle(method.Token);
        MethodDefinition row = RowOf(method);
        if (!TryRead(_signatures.Method, module, row.Signature, out int signature))
        {
            return true;
        }

        int record = MethodOf(method);
        int name = _records.String(method.Name);
        List<int> parameters = Parameters(module, row.GetParameters(), entry.IsDescribed);
        List<int> genericParameters = GenericParameters(module, row.GetGenericParameters(), entry.IsDescribed);
        List<int> attributes = entry.IsDescribed ? Attributes(module, handle) : s_none;
        _records.Begin();
        _records.Unsigned((uint)row.Attributes);
        _records.Unsigned((uint)row.ImplAttributes);
        _records.To(name);
        _records.To(signature);
        _records.ToAll(parameters);
        _records.ToAll(genericParameters);
        _records.ToAll(attributes);
        _records.Define(record);
        entry.Methods.Add(record);
        return _written.Add(method);
    }

    private List<int> Parameters(ModuleDesc module, ParameterHandleCollection handles, bool isDescribed)
    {
        List<int> all = new(handles.Count);
        foreach (ParameterHandle handle in handles)
        {
            Parameter row = module.Reader.GetParameter(handle);
            int name = Name(module, row.Name);
            int value = Constant(module, row.GetDefaultValue());
            List<int> attributes = isDescribed ? Attributes(module, handle) : s_none;
            _records.Begin();
            _records.Unsigned((uint)row.Attributes);
            _records.Unsigned((uint)row.SequenceNumber);
            _records.To(name);
            _records.Handle(value);
            _records.ToAll(attributes);
            all.Add(_records.Share(RecordKind.Parameter));
        }

        return all;
    }

    private void WriteProperty(TypeEntry entry, PropertyDefinitionHandle handle)
    {
        ModuleDesc module = entry.Type.Module;
        PropertyDefinition row = module.Reader.GetPropertyDefinition(handle);
        PropertyAccessors accessors = row.GetAccessors();
        List<int> semantics = [];
        AddAccessor(semantics, module, accessors.Getter, MethodSemanticsAttributes.Getter);
        AddAccessor(semantics, module, accessors.Setter, MethodSemanticsAttributes.Setter);
        foreach (MethodDefinitionHandle other in accessors.Others)
        {
            AddAccessor(semantics, module, other, MethodSemanticsAttributes.Other);
        }

        if (semantics.Count == 0 || !TryRead(_signatures.Property, module, row.Signature, out int signature))
        {
            return;
        }

        int name = Name(module, row.Name);
        int value = Constant(module, row.GetDefaultValue());
        List<int> attributes = Attributes(module, handle);
        _records.Begin();
        _records.Unsigned((uint)row.Attributes);
        _records.To(name);
        _records.To(signature);
        _records.ToAll(semantics);
        _records.Handle(value);
        _records.ToAll(attributes);
        entry.Properties.Add(_records.Add(RecordKind.Property));
    }

    private void WriteEvent(TypeEntry entry, EventDefinitionHandle handle)
    {
        ModuleDesc module = entry.Type.Module;
        EventDefinition row = module.Reader.GetEventDefinition(handle);
        EventAccessors accessors = row.GetAccessors();
        List<int> semantics = [];
        AddAccessor(semantics, module, accessors.Adder, MethodSemanticsAttributes.Adder);
        AddAccessor(semantics, module, accessors.Remover, MethodSemanticsAttributes.Remover);
        AddAccessor(semantics, module, accessors.Raiser, MethodSemanticsAttributes.Raiser);
        foreach (MethodDefinitionHandle other in accessors.Others)
        {
            AddAccessor(semantics, module, other, MethodSemanticsAttributes.Other);
        }

        if (semantics.Count == 0 || !TryRead(_signatures.Type, module, row.Type, out int type))
        {
            return;
        }

        int name = Name(module, row.Name);
        List<int> attributes = Attributes(module, handle);
        _records.Begin();
        _records.Unsigned((uint)row.Attributes);
        _records.To(name);
        _records.Handle(type);
        _records.ToAll(semantics);
        _records.ToAll(attributes);
        entry.Events.Add(_records.Add(RecordKind.Event));
    }

    private void AddAccessor(List<int> semantics, ModuleDesc module, MethodDefinitionHandle handle, MethodSemanticsAttributes kind)
    {
        if (handle.IsNil || !_methods.TryGetValue((MethodDesc)module.ResolveToken(MetadataTokens.GetToken(handle)), out int method))
        {
            return;
        }

        _records.Begin();
        _records.Unsigned((uint)kind);
        _records.To(method);
        semantics.Add(_records.Add(RecordKind.MethodSemantics));
    }

    /// <summary>False if a type of the signature cannot be found.</summary>
    private static bool TryRead<T>(Func<ModuleDesc, T, int> read, ModuleDesc module, T signature, out int record)
    {
        try
        {
            record = read(module, signature);
            return true;
        }
        catch (TypeSystemException)
        {
            record = 0;
            return false;
        }
    }
}
