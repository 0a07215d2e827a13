using System;

namespace Core.Program.Numerics;

/// <summary>An angle less the nearest multiple of pi/2, to twice the precision.</summary>
internal static class TurnReduction
{
    // pi/2 in three pieces of 33 bits, whose products with counts of 20 bits are exact, and the rest.
    private const double First = 1.5707963267341256;
    private const double Second = 6.077100506303966e-11;
    private const double Third = 2.0222662487111665e-21;
    private const double Rest = 8.4784276603689e-32;
    private const double InverseHalfPi = 0.6366197723675814;
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double LargestByPieces = 1_000_000;
    private const int FractionBits = 52;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <returns>The count of quarter turns, of which the last two bits mean something: x = count pi/2 + r + rLow.</returns>
    public static int Reduce(double x, out double r, out double rLow) =>
        Math.Abs(x) < LargestByPieces ? ByPieces(x, out r, out rLow) : ByAllBits(x, out r, out rLow);

    private static int ByPieces(double x, out double r, out double rLow)
    {
        double count = Math.Round(x * InverseHalfPi);
        double difference = x - (count * First);
        difference = Pair.Sum(difference, -count * Second, out double low);
        difference = Pair.Sum(difference, -count * Third, out double lower);
        r = Pair.Sum(difference, low + (lower - (count * Rest)), out rLow);
        return (int)count;
    }

    // Payne and Hanek: of the product with 2/pi only the bits around the point are worked out, 192 of them.
    private static int ByAllBits(double x, out double r, out double rLow)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> FractionBits) & 0x7FF) - 1023 - FractionBits;
        ulong fraction = ((ulong)bits & ((1UL << FractionBits) - 1)) | (1UL << FractionBits);
        int start = exponent - 2;
        ulong upper = fraction * BitsAt(start);
        upper += Math.BigMul(fraction, BitsAt(start + 64), out ulong middle);
        ulong carry = Math.BigMul(fraction, BitsAt(start + 128), out ulong lower);
        middle += carry;
        if (middle < carry)
            upper++;
        int quadrant = (int)(upper >> 62);
        // The fraction of a quarter turn, 128 bits, as a signed number of 2^-128.
        var part = (long)((upper << 2) | (middle >> 62));
        ulong partLow = (middle << 2) | (lower >> 62);
        if (part < 0)
            quadrant++;
        ToPair(part, partLow, out double high, out double low);
        r = Pair.Product(high, HalfPiHigh, out double product);
        r = Pair.OrderedSum(r, product + (high * HalfPiLow) + (low * HalfPiHigh), out rLow);
        if (x >= 0)
            return quadrant;
        r = -r;
        rLow = -rLow;
        return -quadrant;
    }

    private static void ToPair(long part, ulong partLow, out double high, out double low)
    {
        bool isNegative = part < 0;
        if (isNegative)
        {
            partLow = ~partLow + 1;
            part = ~part + (partLow == 0 ? 1 : 0);
        }

        ulong magnitude = (ulong)part;
        high = (magnitude & ~0x7FFUL) / TwoTo64;
        low = ((magnitude & 0x7FFUL) / TwoTo64) + (partLow / TwoTo64 / TwoTo64);
        high = Pair.Sum(high, low, out low);
        if (isNegative)
        {
            high = -high;
            low = -low;
        }
    }

    // 64 bits of 2/pi, the first of them at a place behind the point; before the point all are zero.
    private static ulong BitsAt(int place)
    {
        int word = place >> 6;
        int shift = place & 63;
        ulong bits = WordAt(word) << shift;
        return shift == 0 ? bits : bits | (WordAt(word + 1) >> (64 - shift));
    }

    private static ulong WordAt(int index) => (uint)index < (uint)TwoOverPi.Words.Length ? TwoOverPi.Words[index] : 0;
}
