using System;
using System.Runtime.CompilerServices;

namespace Corpus.Memory;

/// <summary>A pinned object lives as long as the variable that pins it, even if only an integer knows where it is.</summary>
public static unsafe class Pinned
{
    public static int Run()
    {
        for (int length = 1; length < 40; length += 7)
            Console.WriteLine(Sum(length) + " " + Text(length) + " " + Wrapped(length));
        return 0;
    }

    private static int Sum(int length)
    {
        fixed (int* first = new int[length])
        {
            var address = (nint)first;
            for (int i = 0; i < length; i++)
                ((int*)address)[i] = i * 3;
            Churn();
            int sum = 0;
            for (int i = 0; i < length; i++)
                sum += ((int*)address)[i];
            return sum;
        }
    }

    private static string Text(int length)
    {
        Span<char> letters = stackalloc char[length];
        letters.Fill('q');
        fixed (char* first = letters.ToString())
        {
            return string.Create(length, (nint)first, static (span, state) =>
            {
                Churn();
                for (int i = 0; i < span.Length; i++)
                    span[i] = (char)(((char*)state)[i] - i % 5);
            });
        }
    }

    private static int Wrapped(int length)
    {
        fixed (byte* first = new byte[length])
        {
            var address = new IntPtr(first);
            first[length - 1] = 9;
            Churn();
            return ((byte*)address)[length - 1];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Churn()
    {
        for (int size = 1; size < 300; size += 13)
            Array.Fill(new byte[size], (byte)0xEE);
        GC.Collect();
        for (int size = 1; size < 300; size += 13)
            Array.Fill(new byte[size], (byte)0xDD);
    }
}
