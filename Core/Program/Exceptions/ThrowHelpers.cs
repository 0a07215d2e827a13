using System;
using System.Runtime.CompilerServices;
using Abi;
using Core.Casting;
using Core.Machine;
using Core.Program.Stacks;
using Core.Program.Types;
using Core.Stacks;
using Core.Types;

namespace Core.Program.Exceptions;

/// <summary>What generated code calls when a check fails. The trace begins with the code that failed.</summary>
internal static unsafe class ThrowHelpers
{
    // Below this, an address comes from a null reference and a field offset.
    private const ulong NullLimit = 64 * 1024;

    [Export("ThrowNullReference")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NullReference() =>
        Raise(new NullReferenceException(RuntimeMessages.NullReference), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowIndexOutOfRange")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void IndexOutOfRange() =>
        Raise(new IndexOutOfRangeException(RuntimeMessages.IndexOutOfRange), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowOverflow")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Overflow() =>
        Raise(new OverflowException(RuntimeMessages.Overflow), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowDivideByZero")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DivideByZero() =>
        Raise(new DivideByZeroException(RuntimeMessages.DivideByZero), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowInvalidCast")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InvalidCast() =>
        Raise(new InvalidCastException(RuntimeMessages.InvalidCast), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowArrayTypeMismatch")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ArrayTypeMismatch() =>
        Raise(new ArrayTypeMismatchException(RuntimeMessages.ArrayTypeMismatch), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowInvalidUnbox")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InvalidUnbox(MethodTable* target, object value) =>
        Raise(new InvalidCastException(CastMessage(target, value)), StackWalker.CallerOf(Intrinsics.FrameAddress()));

    [Export("ThrowInvalidCastTo")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InvalidCastTo(MethodTable* target, object value)
    {
        StackWalker walker = StackWalker.CallerOf(Intrinsics.FrameAddress());

        // The cast helper is no part of the program.
        walker.MoveToCaller();
        Raise(new InvalidCastException(CastMessage(target, value)), walker);
    }

    private static string CastMessage(MethodTable* target, object value) => string.Concat(
        string.Concat("Unable to cast object of type '", TypeNames.FullName(TypeCast.TypeOf(value))),
        string.Concat("' to type '", TypeNames.FullName(target), "'."));

    /// <summary>Entered by FaultEntry, as if the faulting instruction had called it.</summary>
    [Export("ThrowFault")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fault()
    {
        StackWalker walker = StackWalker.CallerOf(Intrinsics.FrameAddress());
        Uthread* uthread = Uthreads.Current;
        Exception exception = uthread->FaultTrap switch
        {
            Trap.DivideError => new DivideByZeroException(RuntimeMessages.DivideByZero),
            Trap.PageFault when uthread->FaultAddress < NullLimit => new NullReferenceException(RuntimeMessages.NullReference),
            _ => new AccessViolationException(RuntimeMessages.AccessViolation),
        };
        Raise(exception, walker);
    }

    private static void Raise(Exception exception, StackWalker origin) => Dispatcher.Dispatch(exception, origin, isRethrow: false);
}
