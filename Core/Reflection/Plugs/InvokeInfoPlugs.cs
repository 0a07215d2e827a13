using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Core.Reflection.Plugs;

/// <summary>Calls with more arguments than the base library has places for in its frames.</summary>
/// <remarks>
/// The originals keep the arguments in stack memory of variable size and tell the collector of it. Here they are in an array;
/// pointers into it and into boxes may be kept as numbers, as neither moves and the array holds the boxes.
/// </remarks>
internal static unsafe class InvokeInfoPlugs
{
    [Plug("System.Reflection.DynamicInvokeInfo", "InvokeWithManyArguments", Parameters = "System.IntPtr,System.Byte&,System.Byte&,System.Object[],System.Reflection.BinderBundle,System.Boolean", Hash = "957c98ec3b000165")]
    private static ref byte InvokeChecked(
        DynamicInvokeInfo info, nint code, ref byte target, ref byte result, object?[] parameters, BinderBundle binderBundle, bool wrapInTargetInvocationException)
    {
        var copies = new object?[parameters.Length];
        var places = new nint[parameters.Length];
        ref nint first = ref MemoryMarshal.GetArrayDataReference(places);
        CheckArguments(info, copies, Unsafe.AsPointer(ref first), parameters, binderBundle);
        try
        {
            result = ref Call(info, code, ref target, ref result, ref first);
        }
        catch (Exception inner) when (wrapInTargetInvocationException)
        {
            throw new TargetInvocationException(inner);
        }
        finally
        {
            if (NeedsCopyBack(info))
                CopyBackToArray(info, ref copies[0], parameters);
            GC.KeepAlive(places);
        }

        return ref result;
    }

    [Plug("System.Reflection.DynamicInvokeInfo", "InvokeWithManyArguments", Parameters = "System.IntPtr,System.Byte&,System.Byte&,System.Span`1<System.Object>", Hash = "f21f7fec76db82e2")]
    private static ref byte Invoke(DynamicInvokeInfo info, nint code, ref byte target, ref byte result, Span<object?> parameters)
    {
        var copies = new object?[parameters.Length];
        var places = new nint[parameters.Length];
        ref nint first = ref MemoryMarshal.GetArrayDataReference(places);
        CheckArguments(info, copies, Unsafe.AsPointer(ref first), parameters);
        result = ref Call(info, code, ref target, ref result, ref first);
        if (NeedsCopyBack(info))
            CopyBackToSpan(info, copies, parameters);
        GC.KeepAlive(places);
        return ref result;
    }

    private static ref byte Call(DynamicInvokeInfo info, nint code, ref byte target, ref byte result, ref nint first) =>
        ref ((delegate*<void*, ref byte, ref byte, void*, ref byte>)info.InvokeThunk)((void*)code, ref target, ref result, Unsafe.AsPointer(ref first));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_needsCopyBack")]
    private static extern ref readonly bool NeedsCopyBack(DynamicInvokeInfo info);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CheckArguments))]
    private static extern void CheckArguments(DynamicInvokeInfo info, Span<object?> copies, void* places, object?[] parameters, BinderBundle binderBundle);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CheckArguments))]
    private static extern void CheckArguments(DynamicInvokeInfo info, Span<object?> copies, void* places, Span<object?> parameters);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CopyBackToArray))]
    private static extern void CopyBackToArray(DynamicInvokeInfo info, ref object? copies, object?[] parameters);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CopyBackToSpan))]
    private static extern void CopyBackToSpan(DynamicInvokeInfo info, Span<object?> copies, Span<object?> parameters);
}
