using System;
using System.Linq;
using IL2CPU.Routines;
using NUnit.Framework;

namespace Unit.Core;

public unsafe class MemoryRoutineTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 7, 8, 9, 15, 16, 63, 64, 200, 255, 256, 257, 1000, 4096];
    private static readonly RoutineCatalog s_catalog = new(RoutineImages.Program | RoutineImages.Linux);

    [Test]
    public void MemMove_AnyOverlap_CopiesAsIfThroughABuffer()
    {
        using var code = new NativeCode(s_catalog.Emit("memmove").Code);
        var move = (delegate* unmanaged<byte*, byte*, nuint, void>)code.Address;
        foreach (int length in s_lengths)
        {
            foreach (int distance in new[] { -300, -17, -8, -1, 0, 1, 3, 8, 31, 256, 5000 })
            {
                byte[] actual = Pattern(20000);
                byte[] expected = Pattern(20000);
                Array.Copy(expected, 6000, expected, 6000 + distance, length);
                fixed (byte* start = actual)
                    move(start + 6000 + distance, start + 6000, (nuint)length);
                Assert.That(actual.AsSpan().SequenceEqual(expected), $"{length} bytes by {distance}");
            }
        }
    }

    [Test]
    public void MemSet_EveryLength_FillsExactlyThat()
    {
        using var code = new NativeCode(s_catalog.Emit("memset").Code);
        var set = (delegate* unmanaged<byte*, int, nuint, void>)code.Address;
        foreach (int length in s_lengths)
        {
            byte[] actual = Pattern(6000);
            byte[] expected = Pattern(6000);
            expected.AsSpan(3, length).Fill(0xA7);
            fixed (byte* start = actual)
                set(start + 3, 0x5A7, (nuint)length);
            Assert.That(actual.AsSpan().SequenceEqual(expected), $"{length} bytes");
        }
    }

    [Test]
    public void MemCmp_FirstDifferenceDecides()
    {
        using var code = new NativeCode(s_catalog.Emit("memcmp").Code);
        var compare = (delegate* unmanaged<byte*, byte*, nuint, int>)code.Address;
        foreach (int length in s_lengths)
        {
            byte[] left = Pattern(length + 1);
            fixed (byte* a = left)
            {
                for (int i = 0; i < length; i += Math.Max(1, length / 7))
                {
                    byte[] right = Pattern(length + 1);
                    right[i] ^= 0x80;
                    fixed (byte* b = right)
                    {
                        Assert.That(Math.Sign(compare(a, b, (nuint)length)), Is.EqualTo(left[i].CompareTo(right[i]) < 0 ? -1 : 1));
                        Assert.That(compare(a, b, (nuint)i), Is.Zero);
                    }
                }
            }
        }
    }

    private static byte[] Pattern(int length) => Enumerable.Range(0, length).Select(i => (byte)(i * 37 + i / 256)).ToArray();
}
