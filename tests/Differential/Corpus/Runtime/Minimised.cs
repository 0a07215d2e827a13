using System;
using System.Runtime.CompilerServices;

namespace Corpus.Runtime;

/// <summary>What random programs showed, as small as it gets.</summary>
public static class Minimised
{
    private struct Large
    {
        public string Text;
        public ulong First;
        public ulong Second;
    }

    // A struct in memory that a handler only stores to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong AssignedInHandler(ushort[] array, Large first, Large second)
    {
        try
        {
            array[3] ^= 4;
        }
        catch (NullReferenceException)
        {
            first = second;
        }

        return first.Second;
    }

    // The address of a character of null: the constant is the pointer of the sum.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CharacterOf(string text, int index) => text == null ? At(null, index) : At(text, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int At(string text, int index) => text[(int)((uint)index % (uint)text.Length)];

    public static int Run()
    {
        var filled = new Large { Text = "x", First = 1, Second = 42 };
        Console.WriteLine(AssignedInHandler(null, default, filled));
        Console.WriteLine(AssignedInHandler(new ushort[4], default, filled));
        Console.WriteLine(CharacterOf("abc", 4));
        try
        {
            Console.WriteLine(CharacterOf(null, 4));
        }
        catch (NullReferenceException e)
        {
            Console.WriteLine(e.GetType().Name);
        }

        return 0;
    }
}
