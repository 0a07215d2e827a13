using System;
using System.Collections;

namespace Corpus.Types;

/// <summary>Objects of value types that no code boxes by name: the base library makes them from the element type of an array or a type literal.</summary>
public static class BoxedByTable
{
    private interface IWeighed
    {
        int Weight { get; }
    }

    private enum Colour : short
    {
        Red,
        Green,
        Blue,
    }

    private enum Third
    {
        A = 3,
        B,
    }

    private struct Pair
    {
        public int A;
        public int B;

        public override readonly string ToString() => "pair " + A + " " + B;
    }

    private struct Stone : IWeighed
    {
        public int Kilograms;

        public readonly int Weight => Kilograms;

        public override readonly int GetHashCode() => 17;
    }

    public static int Run()
    {
        Array colours = new[] { Colour.Green, Colour.Blue };
        Console.WriteLine(colours.GetValue(0));
        Array pairs = new Pair[2];
        foreach (object pair in pairs)
            Console.WriteLine(pair);
        Weigh(new Stone[] { new() { Kilograms = 5 }, new() { Kilograms = 6 } });
        object[] copies = new object[2];
        Array.Copy(new Stone[2], copies, 2);
        Console.WriteLine(copies[1].GetHashCode());
        Console.WriteLine(Enum.ToObject(typeof(Third), 4));
        return 0;
    }

    private static void Weigh(IList stones)
    {
        int sum = 0;
        foreach (object stone in stones)
            sum += stone is IWeighed weighed ? weighed.Weight : 1000;
        Console.WriteLine(sum);
    }
}
