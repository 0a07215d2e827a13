using System.Collections.Generic;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

public sealed partial class ModuleDesc
{
    private readonly Dictionary<TypeDefinitionHandle, Dictionary<MethodDefinitionHandle, EntityHandle>> _accessors = [];

    /// <summary>The property or event of a method; nil if it is no accessor.</summary>
    internal EntityHandle OwnerOfAccessor(TypeDefinitionHandle type, MethodDefinitionHandle method)
    {
        if (!_accessors.TryGetValue(type, out Dictionary<MethodDefinitionHandle, EntityHandle>? owners))
        {
            owners = Read("accessors", (Module: this, Type: type), static a => a.Module.IndexAccessors(a.Type));
            _accessors.Add(type, owners);
        }

        return owners.GetValueOrDefault(method);
    }

    private Dictionary<MethodDefinitionHandle, EntityHandle> IndexAccessors(TypeDefinitionHandle type)
    {
        TypeDefinition row = Reader.GetTypeDefinition(type);
        Dictionary<MethodDefinitionHandle, EntityHandle> owners = [];
        foreach (PropertyDefinitionHandle handle in row.GetProperties())
        {
            PropertyAccessors accessors = Reader.GetPropertyDefinition(handle).GetAccessors();
            AddAll(owners, handle, [accessors.Getter, accessors.Setter, .. accessors.Others]);
        }

        foreach (EventDefinitionHandle handle in row.GetEvents())
        {
            EventAccessors accessors = Reader.GetEventDefinition(handle).GetAccessors();
            AddAll(owners, handle, [accessors.Adder, accessors.Remover, accessors.Raiser, .. accessors.Others]);
        }

        return owners;
    }

    private static void AddAll(Dictionary<MethodDefinitionHandle, EntityHandle> owners, EntityHandle owner, MethodDefinitionHandle[] accessors)
    {
        foreach (MethodDefinitionHandle accessor in accessors)
        {
            if (!accessor.IsNil)
            {
                owners.TryAdd(accessor, owner);
            }
        }
    }
}
