using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Checked conversions between all integer types, at their edges.</summary>
public static class CheckedNarrow
{
    static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    static void Narrow(long v)
    {
        WriteLine(
            $"{v}: {Try(() => checked((sbyte)v))} {Try(() => checked((byte)v))} {Try(() => checked((short)v))} {Try(() => checked((ushort)v))} "
                + $"{Try(() => checked((int)v))} {Try(() => checked((uint)v))} {Try(() => checked((ulong)v))} {Try(() => (int)checked((char)v))}"
        );
    }

    static void NarrowUnsigned(ulong v)
    {
        WriteLine(
            $"{v}: {Try(() => checked((sbyte)v))} {Try(() => checked((byte)v))} {Try(() => checked((short)v))} {Try(() => checked((ushort)v))} "
                + $"{Try(() => checked((int)v))} {Try(() => checked((uint)v))} {Try(() => checked((long)v))} {Try(() => checked((nint)v))} {Try(() => checked((nuint)v))}"
        );
    }

    static void NarrowInt(int v) =>
        WriteLine(
            $"{v}: {Try(() => checked((sbyte)v))} {Try(() => checked((byte)v))} {Try(() => checked((short)v))} {Try(() => checked((ushort)v))} {Try(() => checked((uint)v))} {Try(() => checked((ulong)v))}"
        );

    static void NarrowUint(uint v) =>
        WriteLine(
            $"{v}: {Try(() => checked((sbyte)v))} {Try(() => checked((byte)v))} {Try(() => checked((short)v))} {Try(() => checked((ushort)v))} {Try(() => checked((int)v))} {Try(() => checked((long)v))}"
        );

    public static int Run()
    {
        foreach (
            long v in new[]
            {
                0,
                1,
                -1,
                127,
                128,
                -128,
                -129,
                255,
                256,
                32767,
                32768,
                -32768,
                -32769,
                65535,
                65536,
                int.MaxValue,
                2147483648L,
                int.MinValue,
                -2147483649L,
                uint.MaxValue,
                4294967296L,
                long.MaxValue,
                long.MinValue,
            }
        )
            Narrow(v);
        foreach (
            ulong v in new ulong[]
            {
                0,
                127,
                128,
                255,
                256,
                32768,
                65535,
                65536,
                2147483647,
                2147483648,
                4294967295,
                4294967296,
                9223372036854775807,
                9223372036854775808,
                ulong.MaxValue,
            }
        )
            NarrowUnsigned(v);
        foreach (int v in new[] { 0, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65536, int.MinValue, int.MaxValue })
            NarrowInt(v);
        foreach (uint v in new uint[] { 0, 127u, 128u, 256u, 32768u, 65536u, 2147483648u, uint.MaxValue })
            NarrowUint(v);
        return 0;
    }
}
