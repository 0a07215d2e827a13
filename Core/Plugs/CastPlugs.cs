using Core.Casting;
using Core.Types;

namespace Core.Plugs;

/// <summary>The base library's own cast helpers, on ours.</summary>
internal static unsafe class CastPlugs
{
    [Plug("System.Runtime.TypeCast", "IsInstanceOfAny", Hash = "e596998a24606a5f")]
    private static object? IsInstanceOfAny(void* type, object? value) => TypeCast.IsInstAny((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfInterface", Hash = "03b6d2ad506a850e")]
    private static object? IsInstanceOfInterface(void* type, object? value) => TypeCast.IsInstInterface((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfClass", Hash = "d12752e38f19ee2b")]
    private static object? IsInstanceOfClass(void* type, object? value) => TypeCast.IsInstClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "IsInstanceOfException", Hash = "b1387e0a7aa8b375")]
    private static bool IsInstanceOfException(void* type, object? value) => TypeCast.IsInstClass((MethodTable*)type, value) != null;

    [Plug("System.Runtime.TypeCast", "CheckCastAny", Hash = "b8aab041b526cdcf")]
    private static object? CheckCastAny(void* type, object? value) => TypeCast.CastAny((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastInterface", Hash = "67ae7dbfee54bc24")]
    private static object? CheckCastInterface(void* type, object? value) => TypeCast.CastInterface((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastClass", Hash = "e8d47c756fdb5786")]
    private static object? CheckCastClass(void* type, object? value) => TypeCast.CastClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "CheckCastClassSpecial", Hash = "a8f6c5889ede40d7")]
    private static object? CheckCastClassSpecial(void* type, object? value) => TypeCast.CastClass((MethodTable*)type, value);

    [Plug("System.Runtime.TypeCast", "AreTypesAssignable", Hash = "3e0637d6763d946d")]
    private static bool AreTypesAssignable(void* source, void* target) =>
        TypeCast.IsAssignable((MethodTable*)source, (MethodTable*)target);

    [Plug("System.Runtime.TypeCast", "CheckArrayStore", Hash = "e76827aae79310c6")]
    private static void CheckArrayStore(object array, object? value)
    {
        if (value != null && !TypeCast.IsAssignable(TypeCast.TypeOf(value), TypeCast.TypeOf(array)->Related))
            CastErrors.ThrowArrayTypeMismatch();
    }

    [Plug("System.Runtime.TypeCast", "StelemRef", Hash = "6fe4c4087da5090c")]
    private static void StelemRef(object array, nint index, object? value) => ArrayStore.StoreElement(array, index, value);
}
