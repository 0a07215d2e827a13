namespace IL2CPU.X64.Lir;

/// <summary>Condition codes in the processor's encoding, then the two float tests that need the parity flag too.</summary>
internal enum Condition : byte
{
    Overflow = 0,
    NoOverflow = 1,
    Below = 2,
    AboveEqual = 3,
    Equal = 4,
    NotEqual = 5,
    BelowEqual = 6,
    Above = 7,
    Sign = 8,
    NoSign = 9,
    Parity = 10,
    NoParity = 11,
    Less = 12,
    GreaterEqual = 13,
    LessEqual = 14,
    Greater = 15,

    /// <summary>Equal and not unordered.</summary>
    FloatEqual = 16,

    /// <summary>Not equal or unordered.</summary>
    FloatNotEqual = 17,

    None = 255,
}

/// <summary>Facts about <see cref="Condition"/>.</summary>
internal static class Conditions
{
    public static Condition Negate(Condition condition) => (Condition)((byte)condition ^ 1);
}
