using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>An attribute, decoded when its arguments are looked at.</summary>
/// <remarks>
/// Values are boxed primitives (enums as their underlying type), strings, TypeDesc for typeof, and object?[] for
/// arrays.
/// </remarks>
public sealed partial class CustomAttribute
{
    private readonly ModuleDesc _module;
    private readonly System.Reflection.Metadata.CustomAttributeHandle _handle;
    private AttributeArgument[]? _arguments;
    private AttributeMember[]? _members;
    private object?[]? _fixedArguments;
    private KeyValuePair<string, object?>[]? _namedArguments;

    internal CustomAttribute(ModuleDesc module, System.Reflection.Metadata.CustomAttributeHandle handle, MethodDesc constructor)
    {
        _module = module;
        _handle = handle;
        Constructor = constructor;
    }

    public TypeDesc Type => Constructor.OwningType;

    public MethodDesc Constructor { get; }

    /// <summary>The constructor's arguments with their types.</summary>
    public IReadOnlyList<AttributeArgument> Arguments => Decoded()._arguments!;

    /// <summary>What is set by name, with the types.</summary>
    public IReadOnlyList<AttributeMember> Members => Decoded()._members!;

    public IReadOnlyList<object?> FixedArguments => _fixedArguments ??= Array(Decoded()._arguments!);

    public IReadOnlyList<KeyValuePair<string, object?>> NamedArguments => _namedArguments ??= System.Array.ConvertAll(
        Decoded()._members!, static m => new KeyValuePair<string, object?>(m.Name, Plain(m.Argument.Value)));

    /// <summary>The value of a property or field set by name; null if it is not set.</summary>
    public object? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, object?> argument in NamedArguments)
            {
                if (argument.Key == name)
                {
                    return argument.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Decodes now what would else be decoded later, with the exceptions of that.</summary>
    internal CustomAttribute Decoded()
    {
        if (_arguments is null)
        {
            (_arguments, _members) = _module.Decode(_handle);
        }

        return this;
    }

    private static object?[] Array(AttributeArgument[] arguments) => System.Array.ConvertAll(arguments, static a => Plain(a.Value));

    private static object? Plain(object? value) => value is AttributeArgument[] elements ? Array(elements) : value;
}
