using System;
using System.Collections.Generic;
using System.Linq;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>What System.Text.Json makes at run time to read and write a type that has no generated serializer: instances of its converters.</summary>
/// <remarks>
/// It picks a converter by the shape of the type, in the order given here, and instantiates it by reflection
/// (DefaultJsonTypeInfoResolver and the converter factories of version 10). A generic converter that is missing here is missing in the image.
/// </remarks>
internal sealed class JsonTypes(TypeSystemContext context, Func<ModuleDesc, bool> isOfProgram)
{
    private const string Converters = "System.Text.Json.Serialization.Converters.";
    private const string Metadata = "System.Text.Json.Serialization.Metadata.";
    private const string Immutable = "System.Collections.Immutable.";
    private const int MostBoxlessParameters = 4;

    // A base class or an interface, and the converter of what derives from it; its type arguments follow the collection.
    private static readonly (string Collection, string Converter)[] s_collections =
    [
        ("System.Collections.Generic.List`1", "ListOfTConverter`2"),
        ("System.Collections.Generic.Dictionary`2", "DictionaryOfTKeyTValueConverter`3"),
        ("Immutable`2", "ImmutableDictionaryOfTKeyTValueConverterWithReflection`3"),
        ("System.Collections.Generic.IDictionary`2", "IDictionaryOfTKeyTValueConverter`3"),
        ("System.Collections.Generic.IReadOnlyDictionary`2", "IReadOnlyDictionaryOfTKeyTValueConverter`3"),
        ("Immutable`1", "ImmutableEnumerableOfTConverterWithReflection`2"),
        ("System.Collections.Generic.IList`1", "IListOfTConverter`2"),
        ("System.Collections.Generic.ISet`1", "ISetOfTConverter`2"),
        ("System.Collections.Generic.ICollection`1", "ICollectionOfTConverter`2"),
        ("System.Collections.Generic.Stack`1", "StackOfTConverter`2"),
        ("System.Collections.Generic.Queue`1", "QueueOfTConverter`2"),
        ("System.Collections.Concurrent.ConcurrentStack`1", "ConcurrentStackOfTConverter`2"),
        ("System.Collections.Concurrent.ConcurrentQueue`1", "ConcurrentQueueOfTConverter`2"),
        ("System.Collections.Generic.IEnumerable`1", "IEnumerableOfTConverter`2"),
        ("System.Collections.IDictionary", "IDictionaryConverter`1"),
        ("System.Collections.IList", "IListConverter`1"),
        ("System.Collections.Stack", "StackOrQueueConverterWithReflection`1"),
        ("System.Collections.Queue", "StackOrQueueConverterWithReflection`1"),
        ("System.Collections.IEnumerable", "IEnumerableConverter`1"),
    ];

    // Converters of these are there without asking.
    private static readonly HashSet<string> s_simple =
    [
        "System.Object", "System.String", "System.Boolean", "System.Char", "System.SByte", "System.Byte", "System.Int16", "System.UInt16",
        "System.Int32", "System.UInt32", "System.Int64", "System.UInt64", "System.Int128", "System.UInt128", "System.Half", "System.Single",
        "System.Double", "System.Decimal", "System.DateTime", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan",
        "System.Guid", "System.Uri", "System.Version", "System.Text.Json.JsonElement", "System.Text.Json.JsonDocument",
        "System.Text.Json.Nodes.JsonNode", "System.Text.Json.Nodes.JsonObject", "System.Text.Json.Nodes.JsonArray", "System.Text.Json.Nodes.JsonValue",
    ];

    /// <summary>The converter made for the type; null where none is made by reflection.</summary>
    public TypeDesc? ConverterOf(TypeDesc type)
    {
        if (IsSimple(type) || !IsValue(type))
            return null;
        if (IsRefused(type))
            return Make("UnsupportedTypeConverter`1", type);
        if (type.IsNullable)
            return Make("NullableConverter`1", type.Arguments[0]);
        if (type.IsEnum)
            return Make("EnumConverter`1", type);
        if (type.IsSzArray)
            return Make("ArrayConverter`2", type, type.Element);
        if (type.IsArray)
            return Make("UnsupportedTypeConverter`1", type);
        switch (type.Definition.FullName)
        {
            case "System.Memory`1":
                return Make("MemoryConverter`1", type.Arguments[0]);
            case "System.ReadOnlyMemory`1":
                return Make("ReadOnlyMemoryConverter`1", type.Arguments[0]);
        }

        if (Find(type, "System.Collections.Generic.IAsyncEnumerable`1") is { } sequence)
            return Make("IAsyncEnumerableOfTConverter`2", type, sequence.Arguments[0]);
        foreach ((string collection, string converter) in s_collections)
        {
            if (Find(type, collection) is { } found)
                return Make(converter, [type, .. found.Arguments]);
        }

        return ConverterOfObject(type);
    }

    /// <summary>Types whose values are part of values of the type: elements, members, parameters of its constructor.</summary>
    public IEnumerable<TypeDesc> PartsOf(TypeDesc type)
    {
        TypeDesc? converter = ConverterOf(type);
        if (converter is null)
            return [];
        if (!IsOfObject(converter))
            return type.IsSzArray ? [type.Element] : converter.Arguments.Where(a => a != type);
        // The classes of the base library are a world of their own.
        if (type.IsClass && !isOfProgram(type.Module) && !type.Name.StartsWith("Tuple`", StringComparison.Ordinal))
            return [];
        IEnumerable<TypeDesc> parameters = Constructor(type)?.Signature.Parameters ?? [];
        return parameters.Concat(AccessorsOf(type).Select(TypeOf)).Concat(FieldsOf(type).Select(static f => f.FieldType)).Concat(DerivedFrom(type));
    }

    /// <summary>Constructors, accessors and factories the library calls for the type.</summary>
    public IEnumerable<MethodDesc> MethodsOf(TypeDesc type)
    {
        IEnumerable<MethodDesc> own = type.Methods.Where(static m => m.IsConstructor);
        TypeDesc? converter = ConverterOf(type);
        if (converter is null)
            return [];
        if (IsOfObject(converter))
            return own.Concat(AccessorsOf(type));
        own = own.Where(static m => m.Signature.Parameters.Count == 0);
        if (converter.Name.StartsWith("Immutable", StringComparison.Ordinal))
            return own.Concat(FactoriesOf(type));
        return converter.Name == "StackOrQueueConverterWithReflection`1" ? own.Concat(type.FindMethods("Push")).Concat(type.FindMethods("Enqueue")) : own;
    }

    /// <summary>The delegate the library makes to a factory; null for any other method.</summary>
    public TypeDesc? DelegateTo(MethodDesc method) =>
        method.IsStatic && context.FindType("System.Func`2") is { } function
            ? context.MakeInstance(function, method.Signature.Parameters[0], method.Signature.ReturnType)
            : null;

    public IEnumerable<FieldDesc> ReadFieldsOf(TypeDesc type) => ConverterOf(type) is { } converter && IsOfObject(converter) ? FieldsOf(type) : [];

    /// <summary>Descriptions of the type and of properties of it.</summary>
    public IEnumerable<TypeDesc> DescriptionsOf(TypeDesc type) => [Make(Metadata, "JsonTypeInfo`1", type), Make(Metadata, "JsonPropertyInfo`1", type)];

    private static bool IsSimple(TypeDesc type) => s_simple.Contains(type.FullName) || (type.IsSzArray && type.Element.Primitive == PrimitiveKind.Byte)
        || (type.Arguments is [{ Primitive: PrimitiveKind.Byte }] && type.Definition.FullName is "System.Memory`1" or "System.ReadOnlyMemory`1");

    /// <summary>Whether a value of the type can be in a field of a class.</summary>
    public static bool IsValue(TypeDesc type) =>
        !type.IsPointer && !type.IsByRef && !type.IsByRefLike && !type.IsVoid && !type.IsFunctionPointer && !type.IsGenericDefinition && !type.ContainsGenericParameters;

    /// <summary>Whether objects of the type may be meant to be written: the program's own, collections and tuples.</summary>
    public bool IsData(TypeDesc type)
    {
        if (type.IsString || (type.IsAbstract && type.IsSealed))
            return false;
        if (type.IsSzArray)
            return IsSimple(type.Element) || type.Element.IsEnum || IsData(type.Element);
        for (TypeDesc? current = type; current is not null; current = current.BaseType)
        {
            if (current.Namespace.StartsWith("System.Text.Json", StringComparison.Ordinal) || current.FullName == "System.Exception")
                return false;
        }

        return isOfProgram(type.Module) || Find(type, "System.Collections.IEnumerable") is not null || type.Definition.Name.Contains("Tuple`", StringComparison.Ordinal);
    }

    private static bool IsRefused(TypeDesc type) => type.IsDelegate || type.Primitive is PrimitiveKind.IntPtr or PrimitiveKind.UIntPtr
        || type.FullName == "System.Runtime.Serialization.SerializationInfo" || Find(type, "System.Reflection.MemberInfo") is not null;

    private static bool IsOfObject(TypeDesc converter) => converter.Name.Contains("Object", StringComparison.Ordinal);

    private static TypeDesc? Find(TypeDesc type, string name)
    {
        if (name.StartsWith("Immutable`", StringComparison.Ordinal))
            return IsImmutable(type, name[^1] - '0') ? type : null;
        for (TypeDesc? current = type; current is not null; current = current.BaseType)
        {
            if (current.Definition.FullName == name)
                return current;
        }

        return type.Interfaces.FirstOrDefault(i => i.Definition.FullName == name);
    }

    private static bool IsImmutable(TypeDesc type, int count) =>
        type.Arguments.Count == count && type.Namespace == Immutable[..^1] && FactoryNameOf(type) is { } name
            && name.EndsWith("Dictionary", StringComparison.Ordinal) == (count == 2);

    // ImmutableList`1 is made by ImmutableList, IImmutableList`1 as well; a set by its hashing form.
    private static string? FactoryNameOf(TypeDesc type)
    {
        string name = type.Definition.Name.Split('`')[0];
        if (type.IsInterface && name.StartsWith('I'))
            name = name[1..];
        return name switch
        {
            "ImmutableSet" => "ImmutableHashSet",
            "ImmutableArray" or "ImmutableList" or "ImmutableStack" or "ImmutableQueue" or "ImmutableSortedSet" or "ImmutableHashSet"
                or "ImmutableDictionary" or "ImmutableSortedDictionary" => name,
            _ => null,
        };
    }

    private IEnumerable<MethodDesc> FactoriesOf(TypeDesc type)
    {
        if (context.FindType(Immutable + FactoryNameOf(type)) is not { } factory)
            return [];
        return factory.FindMethods("CreateRange")
            .Where(m => m.IsGenericDefinition && m.GenericParameterCount == type.Arguments.Count && m.Signature.Parameters.Count == 1)
            .Select(m => m.MakeInstance([.. type.Arguments]));
    }

    private TypeDesc ConverterOfObject(TypeDesc type)
    {
        IReadOnlyList<TypeDesc> parameters = type.IsAbstract ? [] : Constructor(type)?.Signature.Parameters ?? [];
        if (parameters.Count == 0)
            return Make("ObjectDefaultConverter`1", type);
        if (parameters.Count > MostBoxlessParameters)
            return Make("LargeObjectWithParameterizedConstructorConverterWithReflection`1", type);
        TypeDesc rest = context.GetWellKnown(WellKnownType.Object);
        return Make("SmallObjectWithParameterizedConstructorConverter`5", [type, .. parameters, .. Enumerable.Repeat(rest, MostBoxlessParameters - parameters.Count)]);
    }

    // The one with the attribute, the one without parameters, the only public one; structs need none.
    private static MethodDesc? Constructor(TypeDesc type)
    {
        MethodDesc[] constructors = [.. type.Methods.Where(static m => m.IsConstructor)];
        if (Array.Find(constructors, static c => c.HasAttribute("System.Text.Json.Serialization.JsonConstructorAttribute")) is { } chosen)
            return chosen;
        MethodDesc[] exposed = Array.FindAll(constructors, static c => c.IsPublic);
        if (type.IsValueType && type.Definition.FullName != "System.Collections.Generic.KeyValuePair`2")
            return null;
        return Array.Find(exposed, static c => c.Signature.Parameters.Count == 0) ?? (exposed.Length == 1 ? exposed[0] : null);
    }

    private static IEnumerable<MethodDesc> AccessorsOf(TypeDesc type)
    {
        foreach (TypeDesc current in Lineage(type))
        {
            foreach (MethodDesc method in current.Methods)
            {
                if (method.IsSpecialName && !method.IsStatic && IsAccessor(method))
                    yield return method;
            }
        }
    }

    private static bool IsAccessor(MethodDesc method) =>
        (method.Name.StartsWith("get_", StringComparison.Ordinal) && method.Signature.Parameters.Count == 0)
            || (method.Name.StartsWith("set_", StringComparison.Ordinal) && method.Signature.Parameters.Count == 1);

    private static TypeDesc TypeOf(MethodDesc accessor) => accessor.Signature.Parameters.Count == 0 ? accessor.Signature.ReturnType : accessor.Signature.Parameters[0];

    private static IEnumerable<FieldDesc> FieldsOf(TypeDesc type) => Lineage(type).SelectMany(static t => t.Fields).Where(static f => !f.IsStatic && !f.Name.StartsWith('<'));

    // Interfaces have no base; their members are those of all they inherit.
    private static IEnumerable<TypeDesc> Lineage(TypeDesc type)
    {
        for (TypeDesc? current = type; current is not null && !current.IsObject && current.FullName != "System.ValueType"; current = current.BaseType)
            yield return current;
        foreach (TypeDesc inherited in type.IsInterface ? type.Interfaces : [])
            yield return inherited;
    }

    private static IEnumerable<TypeDesc> DerivedFrom(TypeDesc type) =>
        type.Attributes.Where(static a => a.Type.FullName == "System.Text.Json.Serialization.JsonDerivedTypeAttribute").Select(static a => a.FixedArguments[0]).OfType<TypeDesc>();

    private TypeDesc Make(string converter, params TypeDesc[] arguments) => Make(Converters, converter, arguments);

    private TypeDesc Make(string space, string name, params TypeDesc[] arguments)
    {
        TypeDesc definition = context.FindType(space + name)
            ?? throw new CompilerDiagnosticException($"{space}{name} is missing: System.Text.Json is not of version 10, whose serializers il2cpu knows");
        return context.MakeInstance(definition, arguments);
    }
}
