using System;
using System.IO;
using System.Linq;

namespace Random;

/// <summary>Damages assemblies, and looks at how the compiler takes them.</summary>
public static class Damage
{
    /// <summary>A copy with some bytes changed, cut off, or copied over others.</summary>
    public static byte[] Of(byte[] assembly, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var dice = new Dice(seed);
        byte[] bytes = [.. assembly];
        if (dice.Chance(10))
            return bytes[..dice.Below(bytes.Length)];
        // Past the headers: those are refused at once.
        int first = dice.Chance(20) ? 0 : 0x200;
        for (int i = dice.Pick(1, 1, 2, 4, 8, 20); i > 0; i--)
        {
            int at = dice.Between(first, bytes.Length - 1);
            switch (dice.Below(3))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << dice.Below(8));
                    break;
                case 1:
                    bytes[at] = (byte)dice.Bits();
                    break;
                default:
                    int from = dice.Between(first, bytes.Length - 1);
                    int count = Math.Min(dice.Between(1, 8), bytes.Length - Math.Max(from, at));
                    bytes.AsSpan(from, count).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Compiles a damaged assembly; null if it is refused as users should be told, or taken.</summary>
    public static string? Complaint(byte[] damaged, string folder, string options)
    {
        string assembly = Path.Combine(folder, "damaged.dll");
        File.WriteAllBytes(assembly, damaged);
        Outcome outcome;
        try
        {
            outcome = Toolchain.CompileImageHere(assembly, Path.Combine(folder, "damaged"), options);
        }
#pragma warning disable CA1031 // Whatever comes out is what is looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"escaped: {e}";
        }

        if (outcome.Status == 0)
            return null;
        string[] lines = outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        bool isClear = lines.Length > 0 && lines[0].StartsWith("error: ", StringComparison.Ordinal)
            && lines.All(static l => l.StartsWith("error: ", StringComparison.Ordinal) || l.StartsWith("  ", StringComparison.Ordinal));
        return isClear && !outcome.Errors.Contains("internal error", StringComparison.Ordinal) && !outcome.Errors.Contains("   at IL2CPU.", StringComparison.Ordinal)
            ? null
            : outcome.Errors.Length == 0 ? $"status {outcome.Status} and no message" : outcome.Errors;
    }
}
