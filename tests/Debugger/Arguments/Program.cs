using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Arguments;

/// <summary>
/// Every function says what its arguments are before each line at which a debugger stops: those that call <see cref="Stop"/>.
/// Used by tests/Debugger, optimised.
/// </summary>
internal static partial class Program
{
    private static readonly List<string> s_said = [];

    private static int Main()
    {
        long sum = 0;
        for (int i = 1; i <= 3; i++)
            sum += Round(i);
        Console.WriteLine($"stops {s_said.Count} sum {sum}");
        foreach (string line in s_said)
            Console.WriteLine(line);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Round(int round)
    {
        string said = $"Round: round = {round}";
        Stop(said);
        long sum = Integers((sbyte)-round, (byte)(250 + round), (short)(-300 * round), (ushort)(60000 + round), -70000 * round, 4000000000u + (uint)round,
            -5000000000L * round, ulong.MaxValue - (ulong)round);
        sum += Floats(round + 0.5f, round * 2.5, round % 2 == 0, (char)('a' + round), (Colour)round);
        sum += Many(round, 2, 3, 4, 5, 6, round * 7, 8, 9.5, round * 10L, $"eleven{round}", new Pair { First = round, Second = -round });
        sum += Structs(new Pair { First = round, Second = 2 * round }, new Triple { X = round, Y = 2.5 * round, Text = $"t{round}" }, new Wide { Low = round, High = ~round });
        sum += new Box(round).Instance(round + 1);
        sum += new Derived(round).Virtual(round * 3, "v");
        var pair = new Pair { First = 40 + round, Second = 2 };
        sum += pair.Member(round);
        sum += Generic(round, "key") + Generic($"item{round}", "word") + Generic(pair, "pair");
        int counter = round * 100;
        sum += Changed(round, ref counter, $"s{round}");
        sum += Factorial(4 + round, round);
        sum += Catches(round, $"c{round}");
        sum += Spans(new int[round], "spans".AsSpan(0, round));
        Stop(said);
        return sum + counter;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Integers(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h)
    {
        string said = $"Integers: a = {a}, b = {b}, c = {c}, d = {d}, e = {e}, f = {f}, g = {g}, h = {h}";
        Stop(said);
        long sum = a + b + c + d;
        Stop(said);
        return sum + e + f + g + (long)h;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Floats(float a, double b, bool c, char d, Colour e)
    {
        string said = string.Create(CultureInfo.InvariantCulture, $"Floats: a = {a}, b = {b}, c = {(c ? "true" : "false")}, d = {(int)d} u'{d}', e = {e}");
        Stop(said);
        double sum = a + b;
        Stop(said);
        return (long)(sum * 4) + (c ? 1 : 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Many(int a, int b, int c, int d, int e, int f, int g, int h, double i, long j, string k, Pair l)
    {
        string said = string.Create(CultureInfo.InvariantCulture,
            $"Many: a = {a}, b = {b}, c = {c}, d = {d}, e = {e}, f = {f}, g = {g}, h = {h}, i = {i}, j = {j}, k = \"{k}\", l = {l}");
        Stop(said);
        long sum = 0;
        for (int n = 0; n < a; n++)
        {
            sum += b * c + d * g + h + n + l.Second;
            Stop(said);
        }

        Stop(said);
        return sum + e + f + (long)i + j + k.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Structs(Pair pair, Triple triple, Wide wide)
    {
        string said = string.Create(CultureInfo.InvariantCulture,
            $"Structs: pair = {pair}, triple = {{X = {triple.X}, Y = {triple.Y}, Text = \"{triple.Text}\"}}, wide = {{Low = {wide.Low}, High = {wide.High}}}");
        Stop(said);
        pair.Second += triple.X;
        said = string.Create(CultureInfo.InvariantCulture,
            $"Structs: pair = {pair}, triple = {{X = {triple.X}, Y = {triple.Y}, Text = \"{triple.Text}\"}}, wide = {{Low = {wide.Low}, High = {wide.High}}}");
        Stop(said);
        return pair.Second + (long)triple.Y + wide.Low + wide.High;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Generic<T>(T value, string name)
    {
        string said = $"Generic: value = {(value is string ? $"\"{value}\"" : value)}, name = \"{name}\"";
        Stop(said);
        return name.Length + (value is int number ? number : 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Changed(int number, ref int counter, string text)
    {
        Stop($"Changed: number = {number}, *counter = {counter}, text = \"{text}\"");
        number *= 3;
        counter += number;
        Stop($"Changed: number = {number}, *counter = {counter}, text = \"{text}\"");
        if (number > 5)
        {
            text += "!";
            Stop($"Changed: number = {number}, *counter = {counter}, text = \"{text}\"");
        }

        while (number > 4)
        {
            number -= 2;
            Stop($"Changed: number = {number}, *counter = {counter}, text = \"{text}\"");
        }

        string said = $"Changed: number = {number}, *counter = {counter}, text = \"{text}\"";
        Stop(said);
        return text.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Factorial(int n, int depth)
    {
        string said = $"Factorial: n = {n}, depth = {depth}";
        Stop(said);
        long rest = n <= 1 ? 1 : Factorial(n - 1, depth + 1);
        Stop(said);
        return n * rest;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Catches(int index, string text)
    {
        string said = $"Catches: index = {index}, text = \"{text}\"";
        try
        {
            Stop(said);
            index = text[index + 1];
        }
        catch (IndexOutOfRangeException)
        {
            Stop(said);
            index = -1;
        }
        finally
        {
            said = $"Catches: index = {index}, text = \"{text}\"";
            Stop(said);
        }

        Stop(said);
        return index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Spans(int[] array, ReadOnlySpan<char> span)
    {
        string said = $"Spans: array->length = {array.Length}, span._length = {span.Length}";
        Stop(said);
        foreach (ref int item in array.AsSpan())
            item = span.Length;
        Stop(said);
        return array[0] + span[^1];
    }

    /// <summary>A debugger stops at each line that calls this.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stop(string said) => s_said.Add(said);
}
