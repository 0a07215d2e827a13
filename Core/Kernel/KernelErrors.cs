using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Core.Casting;
using Core.Machine;
using Core.Types;

namespace Core.Kernel;

/// <summary>In the kernel a failed check or an exception is a broken invariant: the kernel panics.</summary>
internal static unsafe class KernelErrors
{
    [Export("ThrowNullReference")]
    private static void NullReference() => Fail("null reference");

    [Export("ThrowIndexOutOfRange")]
    private static void IndexOutOfRange() => Fail("index out of range");

    [Export("ThrowOverflow")]
    private static void Overflow() => Fail("arithmetic overflow");

    [Export("ThrowDivideByZero")]
    private static void DivideByZero() => Fail("division by zero");

    [Export("ThrowInvalidCast")]
    private static void InvalidCast() => Fail("invalid cast");

    [Export("ThrowInvalidUnbox")]
    private static void InvalidUnbox(MethodTable* target, object value) => Fail("invalid cast");

    [Export("ThrowInvalidCastTo")]
    private static void InvalidCastTo(MethodTable* target, object value) => Fail("invalid cast");

    [Export("ThrowArrayTypeMismatch")]
    private static void ArrayTypeMismatch() => Fail("array type mismatch");

    [Export("RhpThrowEx")]
    private static void Throw(object exception) => Fail("unhandled exception");

    [Export("RhpRethrow")]
    private static void Rethrow(object exception) => Fail("unhandled exception");

    [Export("ResumeUnwind")]
    private static void ResumeUnwind(object record) => Fail("unhandled exception");

    /// <summary>Supplied by the kernel: panics with the message and a backtrace.</summary>
    [Routine("kernel_panic")]
    [DoesNotReturn]
    private static extern void Fail(string message);
}
