using Core.Casting;
using Core.Types;

namespace Core.Plugs;

/// <summary>The base library's own cast helpers, on ours.</summary>
internal static unsafe class CastPlugs
{
    [Plug("System.Runtime.TypeCast", "IsInstanceOfAny")]
    private static object? IsInstanceOfAny(void* type, object? value) => TypeCast.IsInstAny((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfInterface")]
    private static object? IsInstanceOfInterface(void* type, object? value) => TypeCast.IsInstInterface((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfClass")]
    private static object? IsInstanceOfClass(void* type, object? value) => TypeCast.IsInstClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfException")]
    private static bool IsInstanceOfException(void* type, object? value) => TypeCast.IsInstClass((MethodTable*)type, value) != null;

    [Plug("System.Runtime.TypeCast", "CheckCastAny")]
    private static object? CheckCastAny(void* type, object? value) => TypeCast.CastAny((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastInterface")]
    private static object? CheckCastInterface(void* type, object? value) => TypeCast.CastInterface((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastClass")]
    private static object? CheckCastClass(void* type, object? value) => TypeCast.CastClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastClassSpecial")]
    private static object? CheckCastClassSpecial(void* type, object? value) => TypeCast.CastClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "AreTypesAssignable")]
    private static bool AreTypesAssignable(void* source, void* target) =>
        TypeCast.IsAssignable((MethodTable*)source, (MethodTable*)target);

    [Plug("System.Runtime.TypeCast", "CheckArrayStore")]
    private static void CheckArrayStore(object array, object? value)
    {
        if (value != null && !TypeCast.IsAssignable(TypeCast.TypeOf(value), TypeCast.TypeOf(array)->Related))
            CastErrors.ThrowArrayTypeMismatch();
    }

    [Plug("System.Runtime.TypeCast", "StelemRef")]
    private static void StelemRef(object array, nint index, object? value) => ArrayStore.StoreElement(array, index, value);
}
