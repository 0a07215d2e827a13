using Core.Types;

namespace Core.Casting;

/// <summary>Raised by failing casts; supplied by the image's own layer.</summary>
internal static unsafe class CastErrors
{
    [Routine("ThrowInvalidCastTo")]
    public static extern void ThrowInvalidCast(MethodTable* target, object value);

    [Routine("ThrowArrayTypeMismatch")]
    public static extern void ThrowArrayTypeMismatch();

    [Routine("ThrowIndexOutOfRange")]
    public static extern void ThrowIndexOutOfRange();
}
