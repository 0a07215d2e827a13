using System;
using System.Numerics;
using System.Text;

namespace Core.Program.Plugs;

/// <summary>Hexadecimal numbers in messages, without all that the base library needs to format any number in any way.</summary>
internal static class HexadecimalText
{
    public static void Append(StringBuilder text, ulong bits, int minimumDigits, bool capitals)
    {
        int digits = Math.Max(1, (67 - BitOperations.LeadingZeroCount(bits)) / 4);
        text.Append('0', Math.Max(0, minimumDigits - digits));
        while (--digits >= 0)
        {
            int digit = (int)(bits >> (4 * digits)) & 15;
            text.Append((char)(digit < 10 ? '0' + digit : (capitals ? 'A' : 'a') + digit - 10));
        }
    }
}
