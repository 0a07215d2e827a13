using System;
using System.Diagnostics.CodeAnalysis;
using Core.Types;

namespace Core.Native;

/// <summary>In a second-level scheduler a failed check ends the process.</summary>
internal static unsafe class NativeErrors
{
    [Export("ThrowNullReference")]
    private static void NullReference() => Stop("2LS: null reference"u8);

    [Export("ThrowIndexOutOfRange")]
    private static void IndexOutOfRange() => Stop("2LS: index out of range"u8);

    [Export("ThrowOverflow")]
    private static void Overflow() => Stop("2LS: arithmetic overflow"u8);

    [Export("ThrowDivideByZero")]
    private static void DivideByZero() => Stop("2LS: division by zero"u8);

    [Export("ThrowInvalidCast")]
    private static void InvalidCast() => Stop("2LS: invalid cast"u8);

    [Export("ThrowInvalidUnbox")]
    private static void InvalidUnbox(MethodTable* target, object value) => Stop("2LS: invalid cast"u8);

    [Export("RhpThrowEx")]
    private static void Throw(object exception) => Stop("2LS: exception"u8);

    [DoesNotReturn]
    internal static void Stop(ReadOnlySpan<byte> message)
    {
        fixed (byte* text = message)
            Fatal(text, (nuint)message.Length);
    }

    /// <summary>Supplied by the scheduler: writes the message where errors go and ends the process.</summary>
    [Routine("native_fatal")]
    [DoesNotReturn]
    private static extern void Fatal(byte* text, nuint bytes);
}
