using System;
using System.Diagnostics.CodeAnalysis;

namespace Core.Native;

/// <summary>Failed checks of the base library's spans end the process instead of allocating an exception.</summary>
internal static unsafe class NativeThrowPlugs
{
    private const string ThrowHelper = "System.ThrowHelper";

    [Plug(ThrowHelper, "ThrowArgumentOutOfRangeException", Parameters = "", Hash = "d0676025410b1bc1")]
    [DoesNotReturn]
    private static void ArgumentOutOfRange() => NativeErrors.Stop("2LS: argument out of range"u8);

    [Plug(ThrowHelper, "ThrowIndexOutOfRangeException", Hash = "662c6b38ac4b7b7f")]
    [DoesNotReturn]
    private static void IndexOutOfRange() => NativeErrors.Stop("2LS: index out of range"u8);

    [Plug(ThrowHelper, "ThrowArgumentException_DestinationTooShort", Hash = "53f7d3ecaa402e26")]
    [DoesNotReturn]
    private static void DestinationTooShort() => NativeErrors.Stop("2LS: destination too short"u8);
}
