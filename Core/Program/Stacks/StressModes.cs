using System;

namespace Core.Program.Stacks;

/// <summary>Test modes, chosen by the start-up layer before the first uthread exists.</summary>
public static class StressModes
{
    /// <summary>Every prologue copies the stack to another place.</summary>
    public static bool MoveAlways { get; set; }

    /// <summary>Every prologue yields.</summary>
    public static bool YieldAlways { get; set; }

    /// <summary>Every prologue and every allocation collects.</summary>
    public static bool CollectAlways { get; set; }

    /// <summary>The guard is poisoned for good.</summary>
    public static bool PoisonGuard => MoveAlways || YieldAlways || CollectAlways;

    /// <summary>Reads a list of names separated by commas: move, yield, collect.</summary>
    public static void Parse(ReadOnlySpan<byte> names)
    {
        while (names.Length != 0)
        {
            int comma = 0;
            while (comma < names.Length && names[comma] != (byte)',')
                comma++;
            ReadOnlySpan<byte> name = names.Slice(0, comma);
            MoveAlways |= Is(name, "move"u8);
            YieldAlways |= Is(name, "yield"u8);
            CollectAlways |= Is(name, "collect"u8);
            names = names.Slice(comma == names.Length ? comma : comma + 1);
        }
    }

    // Spelled out: runs before there is a heap.
    private static bool Is(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
                return false;
        }

        return true;
    }
}
