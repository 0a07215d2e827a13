using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// What [DynamicallyAccessedMembers] says of typeof(T) as an argument, and of the type an object is asked for: libraries reach these members
// by reflection, of types that the program need not name.
public sealed partial class Reachability
{
    private void KeepAccesses()
    {
        while (_done.Accesses < _import.Accesses.Items.Count)
        {
            TypeAccess access = _import.Accesses.Items[_done.Accesses++];
            KeepAccess(access.Type, access.Members, access.Name);
        }

        const AccessedMembers constructors = AccessedMembers.PublicConstructors | AccessedMembers.NonPublicConstructors;
        while (_done.Objects < _constructed.Items.Count)
        {
            TypeDesc type = _constructed.Items[_done.Objects++];
            if (type.IsClass && type.Module != Own && !type.IsArray && !type.IsDelegate)
                KeepAccess(type, AccessAttributes.OfObjects(type) & constructors, null);
        }
    }

    private void KeepAccess(TypeDesc type, AccessedMembers members, string? name)
    {
        if (members == AccessedMembers.None || !IsNamedType(type) || type.ContainsGenericParameters || type.IsGenericDefinition)
            return;
        foreach (MethodDesc method in type.Methods)
        {
            if (method.IsConstructor && (name is null || name == ".ctor") && IsWanted(method, members))
                ReflectMethod(method, isKept: true);
        }

        for (TypeDesc? at = type; at is { IsObject: false }; at = at.BaseType)
            KeepInherited(at, members, name);
    }

    private void KeepInherited(TypeDesc type, AccessedMembers members, string? name)
    {
        foreach (MethodDesc method in type.Methods)
        {
            bool isAccessor = method.IsSpecialName && !method.IsConstructor && (name is null || NameOf(method) == name);
            AccessedMembers ofAccessors = method.IsPublic
                ? AccessedMembers.PublicProperties | AccessedMembers.PublicEvents
                : AccessedMembers.NonPublicProperties | AccessedMembers.NonPublicEvents;
            AccessedMembers ofMethods = method.IsPublic ? AccessedMembers.PublicMethods : AccessedMembers.NonPublicMethods;
            bool isMethod = !method.IsConstructor && (name is null || method.Name == name);
            if ((isAccessor && (members & ofAccessors) != 0) || (isMethod && (members & ofMethods) != 0))
                ReflectMethod(method, isKept: true);
        }

        foreach (FieldDesc field in type.Fields)
        {
            AccessedMembers wanted = field.IsExposed ? AccessedMembers.PublicFields : AccessedMembers.NonPublicFields;
            if ((members & wanted) != 0 && (name is null || field.Name == name))
                ReflectField(field);
        }
    }

    private static bool IsWanted(MethodDesc constructor, AccessedMembers members)
    {
        if (constructor.IsStatic)
            return false;
        if (!constructor.IsPublic)
            return (members & AccessedMembers.NonPublicConstructors) != 0;
        AccessedMembers wanted = members & AccessedMembers.PublicConstructors;
        return wanted == AccessedMembers.PublicConstructors
            || (wanted == AccessedMembers.PublicParameterlessConstructor && constructor.Signature.Parameters.Count == 0);
    }
}
