using System;
using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Virtual slots of a type and what fills them.</summary>
/// <remarks>
/// Built on the definition in open form, where two signatures that only some instantiation makes equal stay apart,
/// then mapped to instantiations.
/// </remarks>
internal sealed class VirtualTable
{
    private const string PreserveBaseOverrides = "System.Runtime.CompilerServices.PreserveBaseOverridesAttribute";

    private VirtualTable(MethodDesc[] slots, MethodDesc[] implementations, int[] slotOfMethod)
    {
        Slots = slots;
        Implementations = implementations;
        SlotOfMethod = slotOfMethod;
    }

    /// <summary>Methods that introduced each slot, base class first.</summary>
    public MethodDesc[] Slots { get; }

    public MethodDesc[] Implementations { get; }

    /// <summary>Slot of each method of the definition by index, -1 for non-virtual ones.</summary>
    public int[] SlotOfMethod { get; }

    public static VirtualTable Build(DefinitionType type)
    {
        VirtualTable? inherited = type.BaseType?.VirtualTable;
        List<MethodDesc> slots = inherited is null ? [] : [.. inherited.Slots];
        List<MethodDesc> implementations = inherited is null ? [] : [.. inherited.Implementations];
        MethodDesc[] methods = type.MethodArray;
        int[] slotOfMethod = new int[methods.Length];
        int inheritedCount = slots.Count;
        for (int i = 0; i < methods.Length; i++)
        {
            slotOfMethod[i] = -1;
            MethodDesc method = methods[i];
            if (!method.IsVirtual || method.IsStatic)
            {
                continue;
            }

            int slot = method.IsNewSlot || type.IsInterface ? -1 : FindOverridden(slots, inheritedCount, method);
            if (slot < 0)
            {
                slot = slots.Count;
                slots.Add(method);
                implementations.Add(method);
            }
            else
            {
                implementations[slot] = method;
            }

            slotOfMethod[i] = slot;
        }

        VirtualTable table = new([.. slots], [.. implementations], slotOfMethod);
        table.ApplyOverrides(type);
        table.FollowCovariantReturns();
        return table;
    }

    public VirtualTable Map(TypeDesc[] arguments)
    {
        MethodDesc[] slots = new MethodDesc[Slots.Length];
        MethodDesc[] implementations = new MethodDesc[Slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = Slots[i].OnInstantiatedOwner(arguments);
            implementations[i] = Implementations[i].OnInstantiatedOwner(arguments);
        }

        return new VirtualTable(slots, implementations, SlotOfMethod);
    }

    /// <summary>The slot a virtual instance method introduced or overrides; -1 for others.</summary>
    public static int SlotOf(MethodDesc method) =>
        method.Index >= 0 && method.OwningType.Definition.VirtualTable is { } table ? table.SlotOfMethod[method.Index] : -1;

    // Of several slots with that name and signature the most derived one is meant.
    private static int FindOverridden(List<MethodDesc> slots, int count, MethodDesc method)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            MethodDesc candidate = slots[i];
            if (candidate.Name == method.Name && candidate.Signature.Equals(method.Signature))
            {
                return i;
            }
        }

        return -1;
    }

    private void ApplyOverrides(DefinitionType type)
    {
        if (type.IsInterface)
        {
            return;
        }

        foreach (MethodOverride row in type.Overrides)
        {
            MethodDesc declaration = row.Declaration;
            if (declaration.IsStatic || declaration.OwningType.IsInterface)
            {
                continue;
            }

            int slot = SlotOf(declaration);
            if (slot < 0 || slot >= Implementations.Length)
            {
                throw new TypeSystemException($"{row.Body.FullName} overrides {declaration.FullName}, which is not virtual");
            }

            Implementations[slot] = row.Body.Uninstantiated;
        }
    }

    // An override with a more specific result takes a slot of its own and keeps the old slot tied to it, so that
    // whoever overrides the new slot serves the old one too.
    private void FollowCovariantReturns()
    {
        for (int i = 0; i < Implementations.Length; i++)
        {
            MethodDesc current = Implementations[i];
            for (int steps = 0; steps < Implementations.Length && current.HasAttribute(PreserveBaseOverrides); steps++)
            {
                int slot = SlotOfOwn(current);
                if (slot < 0 || slot == i || Implementations[slot] == current)
                {
                    break;
                }

                current = Implementations[slot];
            }

            Implementations[i] = current;
        }
    }

    private int SlotOfOwn(MethodDesc method)
    {
        int slot = Array.IndexOf(Slots, method);
        if (slot >= 0)
        {
            return slot;
        }

        return Array.FindLastIndex(Slots, s => s.Definition == method.Definition);
    }
}
