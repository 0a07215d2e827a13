using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>A method that reflection can call.</summary>
/// <param name="Method">Exact method.</param>
/// <param name="Code">What a delegate to it holds; null of an abstract method.</param>
/// <param name="Dispatch">Calls the override of its first argument; null unless it is virtual.</param>
/// <param name="Thunk">Calls methods of its signature with arguments in memory; null where a parameter cannot be in a box.</param>
public sealed record CallableMethod(MethodDesc Method, Symbol? Code, Symbol? Dispatch, Symbol? Thunk);

/// <summary>Types and members that exist for reflection. All lists are in order of discovery.</summary>
public sealed class ReflectedMembers
{
    private readonly HashSet<ModuleDesc> _program;
    private readonly OrderedSet<TypeDesc> _described = new();
    private readonly Dictionary<MethodDesc, CallableMethod> _callable = [];
    private readonly HashSet<MethodDesc> _definitions = [];
    private readonly List<CallableMethod> _methods = [];
    private readonly OrderedSet<FieldDesc> _fields = new();
    private readonly OrderedSet<TypeDesc> _mentioned = new();
    private readonly OrderedSet<(TypeDesc Type, Symbol Code)> _arrayThunks = new();

    internal ReflectedMembers(IReadOnlyList<ModuleDesc> program)
    {
        Program = program;
        _program = [.. program];
    }

    /// <summary>The assemblies every type of which is described in full.</summary>
    public IReadOnlyList<ModuleDesc> Program { get; }

    /// <summary>Definitions of types that are in the image for their description: the program's own.</summary>
    public IReadOnlyList<TypeDesc> Described => _described.Items;

    public IReadOnlyList<CallableMethod> Methods => _methods;

    /// <summary>Fields with a place, of exact types.</summary>
    public IReadOnlyList<FieldDesc> Fields => _fields.Items;

    /// <summary>Delegate types, and how their objects call a function of an array: <see cref="Abi.ArrayThunk"/>.</summary>
    public IReadOnlyList<(TypeDesc Type, Symbol Code)> ArrayThunks => _arrayThunks.Items;

    /// <summary>Types that nothing in the image need refer to: the program names them, or arrays of them are made.</summary>
    public IReadOnlyList<TypeDesc> Mentioned => _mentioned.Items;

    /// <summary>Of a definition: every member of the program's own types; of other assemblies what they expose and what can be called.</summary>
    public bool Describes(MethodDesc method) =>
        _program.Contains(method.Module) || method.IsExposed || _definitions.Contains(method);

    /// <inheritdoc cref="Describes(MethodDesc)"/>
    public bool Describes(FieldDesc field) =>
        _program.Contains(field.Module) || field.IsExposed || field.OwningType.IsEnum || _fields.Contains(field);

    /// <summary>An attribute whose constructor is not there could not be made.</summary>
    public bool DescribesAttribute(MethodDesc constructor) => _callable.ContainsKey(constructor);

    internal bool IsOfProgram(TypeDesc type) => _program.Contains(type.Module);

    internal bool Describe(TypeDesc definition) => _described.Add(definition);

    internal bool CanCall(MethodDesc method) => _callable.ContainsKey(method);

    internal void Add(CallableMethod method)
    {
        if (!_callable.TryAdd(method.Method, method))
            return;
        _methods.Add(method);
        _definitions.Add(method.Method.Definition);
    }

    internal void Add(FieldDesc field) => _fields.Add(field);

    internal bool AddArrayThunk(TypeDesc type, Symbol code) => _arrayThunks.Add((type, code));

    internal void Mention(TypeDesc type) => _mentioned.Add(type);
}
