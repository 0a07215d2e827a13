using System.Collections.Generic;
using System.Linq;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>From overrides to the virtual slots they fill.</summary>
internal static class Slots
{
    /// <summary>The method that introduced the slot which <paramref name="method"/> fills, with its type arguments.</summary>
    public static MethodDesc Of(MethodDesc method)
    {
        if (method.IsNewSlot || method.OwningType.IsInterface)
            return method;
        MethodDesc open = method.Uninstantiated;
        IReadOnlyList<MethodDesc> implementations = method.OwningType.VirtualImplementations;
        for (int i = 0; i < implementations.Count; i++)
        {
            if (implementations[i] != open)
                continue;
            MethodDesc slot = method.OwningType.VirtualSlots[i];
            return method.GenericParameterCount == 0 ? slot : slot.MakeInstance(method.Arguments.ToArray());
        }

        return method;
    }

    /// <summary>Found through the dispatch row; the others through the vtable.</summary>
    public static bool IsSelector(MethodDesc slot) => slot.OwningType.IsInterface || slot.GenericParameterCount > 0;
}
