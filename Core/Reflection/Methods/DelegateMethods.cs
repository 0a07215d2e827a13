using System;
using System.Reflection;
using Abi;
using Core.Types;
using Internal.Runtime.Augments;
using MethodInfo = System.Reflection.MethodInfo;

namespace Core.Reflection.Methods;

/// <summary>The method a delegate calls.</summary>
internal static unsafe class DelegateMethods
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <exception cref="NotSupportedException">The image does not describe it.</exception>
    public static MethodInfo Of(Delegate target)
    {
        nint code = RuntimeAugments.GetDelegateLdFtnResult(target, out RuntimeTypeHandle first, out _);
        MethodTable* receiver = first.Equals(default) ? null : ImageMetadata.TableOf(first);
        ReflectedMethod* method = MethodCatalog.FindCode(code, receiver);
        if (method != null)
            return (MethodInfo)MethodCatalog.DescriptionOf(method);
        method = MethodCatalog.FindDispatch(code);
        if (method == null)
            throw new NotSupportedException($"the method of this {target.GetType()} is not described in the image: keep it with [DynamicDependency]");
        var called = (MethodInfo)MethodCatalog.DescriptionOf(method);
        return receiver == null ? called : Override(called, Type.GetTypeFromHandle(first)!);
    }

    // A delegate made by reflection calls the function that finds the override.
    private static MethodInfo Override(MethodInfo called, Type receiver)
    {
        if (called.DeclaringType!.IsInterface)
            return InterfaceMaps.TargetOf(receiver, called) ?? called;
        MethodInfo definition = called.GetBaseDefinition();
        for (Type? at = receiver; at != null && at != called.DeclaringType; at = at.BaseType)
        {
            foreach (MethodInfo method in at.GetMethods(Declared))
            {
                if (method.IsVirtual && method.Name == called.Name && method.GetBaseDefinition().Equals(definition))
                    return method;
            }
        }

        return called;
    }
}
