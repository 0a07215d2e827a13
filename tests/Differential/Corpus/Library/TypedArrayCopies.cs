using System;

namespace Corpus.Library;

/// <summary>Array.Copy between arrays of one known type, overlapping and with arguments it refuses.</summary>
public static class TypedArrayCopies
{
    private readonly record struct Pair(int Number, string Text);

    private sealed class Leaf(int number)
    {
        public override string ToString() => "leaf " + number;
    }

    private enum Step : short
    {
        One = 1,
        Two,
    }

    public static int Run()
    {
        int[] numbers = [1, 2, 3, 4, 5, 6];
        Array.Copy(numbers, 0, numbers, 2, 4);
        Console.WriteLine(string.Join(' ', numbers));
        Array.Copy(numbers, 1, numbers, 0, 5);
        Console.WriteLine(string.Join(' ', numbers));
        Pair[] pairs = [new(1, "a"), new(2, "b")];
        var copy = new Pair[3];
        Array.Copy(pairs, copy, 2);
        Array.Copy(pairs, 0, copy, 2, 1);
        GC.Collect();
        Console.WriteLine(string.Join(' ', copy));
        string[] words = ["x", "y"];
        var more = new string[4];
        Array.Copy(words, 0, more, 1, 2);
        Console.WriteLine(string.Join('|', more));
        Leaf[] leaves = [new(1), new(2)];
        Array.Copy(leaves, 0, leaves, 1, 1);
        Console.WriteLine(string.Join<Leaf>('|', leaves));
        Step[] steps = [Step.One, Step.Two];
        Array.Copy(steps, 1, steps, 0, 1);
        Console.WriteLine(steps[0]);
        int[] disguised = (int[])(object)new uint[] { 7, uint.MaxValue };
        var plain = new int[2];
        Array.Copy(disguised, plain, 2);
        Console.WriteLine(plain[1]);
        Refuse(numbers, words);
        return 0;
    }

    private static void Refuse(int[] numbers, string[] words)
    {
        int[]? none = null;
        Try(() => Array.Copy(none!, numbers, 0));
        Try(() => Array.Copy(numbers, none!, 0));
        Try(() => Array.Copy(numbers, numbers, -1));
        Try(() => Array.Copy(numbers, -1, numbers, 0, 1));
        Try(() => Array.Copy(numbers, 0, numbers, -2, 1));
        Try(() => Array.Copy(numbers, 4, numbers, 0, 3));
        Try(() => Array.Copy(numbers, 0, numbers, int.MaxValue, 1));
        Try(() => Array.Copy(words, 0, words, 1, 2));
        Try(() => Array.Copy(words, int.MaxValue, words, 1, int.MaxValue));
        Array.Copy(numbers, 6, numbers, 6, 0);
    }

    private static void Try(Action action)
    {
        try
        {
            action();
            Console.WriteLine("done");
        }
        catch (Exception e)
        {
            Console.WriteLine(e.GetType().Name + ": " + e.Message);
        }
    }
}
