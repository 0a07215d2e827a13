using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

public abstract partial class TypeDesc
{
    private VirtualTable? _virtualTable;
    private Dictionary<MethodDesc, Resolution>? _resolved;

    /// <summary>Methods that introduced the virtual slots, base class first: vtable order. Generic ones included.</summary>
    public IReadOnlyList<MethodDesc> VirtualSlots => VirtualTable?.Slots ?? [];

    /// <summary>What fills <see cref="VirtualSlots"/> for objects of exactly this type.</summary>
    public IReadOnlyList<MethodDesc> VirtualImplementations => VirtualTable?.Implementations ?? [];

    /// <summary>Null for pointers and generic parameters.</summary>
    internal VirtualTable? VirtualTable => _virtualTable ??= BuildVirtualTable();

    /// <summary>The implementation that objects of exactly this type run for a virtual method of a base class.</summary>
    /// <param name="method">Slot or override, instantiated if generic. Others are returned as they are.</param>
    public MethodDesc ResolveVirtual(MethodDesc method)
    {
        if (method.OwningType.IsInterface)
        {
            return ResolveInterface(method, out string? reason)
                ?? throw new TypeSystemException($"{FullName} cannot run {method.FullName}: {reason}");
        }

        int slot = VirtualTable.SlotOf(method);
        if (slot < 0)
        {
            return method;
        }

        MethodDesc[] implementations = VirtualTable?.Implementations ?? [];
        if (slot >= implementations.Length)
        {
            throw new TypeSystemException($"{FullName} does not inherit {method.FullName}");
        }

        MethodDesc found = implementations[slot];
        return method.Args.Length == 0 ? found : found.MakeInstance(method.Args);
    }

    /// <summary>The implementation of an interface's instance method; null if there is none, or not one.</summary>
    public MethodDesc? ResolveInterface(MethodDesc interfaceMethod) => ResolveInterface(interfaceMethod, out _);

    /// <summary>As above; the owner of <paramref name="interfaceMethod"/> may be a variant-compatible instantiation.</summary>
    /// <param name="reason">On null: missing, ambiguous or abstract again.</param>
    public MethodDesc? ResolveInterface(MethodDesc interfaceMethod, out string? reason) =>
        ResolveMember(interfaceMethod, out reason);

    /// <summary>The implementation of a static abstract or virtual interface method for this type as constraint.</summary>
    public MethodDesc? ResolveStaticVirtual(MethodDesc interfaceMethod) => ResolveMember(interfaceMethod, out _);

    /// <summary>As above; <paramref name="reason"/> says why on null.</summary>
    public MethodDesc? ResolveStaticVirtual(MethodDesc interfaceMethod, out string? reason) =>
        ResolveMember(interfaceMethod, out reason);

    /// <summary>What a callvirt constrained to this value type calls directly, on the unboxed value.</summary>
    /// <returns>Null when the implementation is inherited (Object, ValueType, Enum, an interface): box and call virtually.</returns>
    public MethodDesc? ResolveConstrained(MethodDesc method)
    {
        if (!IsValueType)
        {
            return null;
        }

        MethodDesc? found = method.OwningType.IsInterface ? ResolveInterface(method) : ResolveVirtual(method);
        return found?.OwningType == this ? found : null;
    }

    private MethodDesc? ResolveMember(MethodDesc interfaceMethod, out string? reason)
    {
        MethodDesc method = interfaceMethod.Uninstantiated;
        _resolved ??= [];
        if (!_resolved.TryGetValue(method, out Resolution resolution))
        {
            resolution = InterfaceResolver.Resolve(this, method);
            _resolved.Add(method, resolution);
        }

        reason = resolution.Reason;
        return interfaceMethod.Args.Length == 0 ? resolution.Method : resolution.Method?.MakeInstance(interfaceMethod.Args);
    }

    private VirtualTable? BuildVirtualTable()
    {
        if (Def is not { } definition)
        {
            return BaseType?.VirtualTable;
        }

        return definition == this ? VirtualTable.Build(definition) : definition.VirtualTable!.Map(Args);
    }
}
