using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Half: conversion, arithmetic, rounding.</summary>
public static class HalfFloats
{
    public static int Run()
    {
        foreach (
            float f in new[]
            {
                0f,
                -0f,
                1f,
                1.5f,
                65504f,
                65520f,
                1e-7f,
                6e-8f,
                5.96e-8f,
                0.1f,
                3.14159f,
                float.NaN,
                float.PositiveInfinity,
                -2048.5f,
                2049f,
                2051f,
                1e-5f,
            }
        )
        {
            Half h = (Half)f;
            WriteLine(
                $"{f:R} {BitConverter.HalfToUInt16Bits(h):X4} {(float)h:R} {(double)h:R} {(Half)(double)f} {Half.IsNaN(h)} {Half.IsInfinity(h)}"
            );
        }

        Half a = (Half)1.5f,
            b = (Half)0.3f;
        WriteLine($"{a + b} {a - b} {a * b} {a / b} {a % b} {-a} {a > b} {a == b} {(int)a} {(Half)7} {Half.Max(a, b)}");
        Half sum = default;
        for (int i = 0; i < 100; i++)
            sum += (Half)0.1f;
        WriteLine(sum);
        WriteLine(BitConverter.UInt16BitsToHalf(0x3C01) + " " + Half.Epsilon + " " + Half.MaxValue);
        return 0;
    }
}
