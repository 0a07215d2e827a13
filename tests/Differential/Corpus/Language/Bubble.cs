using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Sorting algorithms by hand give one order.</summary>
public static class Bubble
{
    private static int[] Ins(int[] a)
    {
        for (int i = 1; i < a.Length; i++)
        {
            int v = a[i],
                j = i - 1;
            while (j >= 0 && a[j] > v)
            {
                a[j + 1] = a[j];
                j--;
            }
            a[j + 1] = v;
        }
        return a;
    }

    private static int[] Bub(int[] a)
    {
        bool swapped;
        do
        {
            swapped = false;
            for (int i = 1; i < a.Length; i++)
                if (a[i - 1] > a[i])
                {
                    (a[i - 1], a[i]) = (a[i], a[i - 1]);
                    swapped = true;
                }
        } while (swapped);
        return a;
    }

    private static int[] Mrg(int[] a)
    {
        if (a.Length < 2)
            return a;
        int[] l = Mrg(a[..(a.Length / 2)]),
            r = Mrg(a[(a.Length / 2)..]);
        int i = 0,
            j = 0;
        for (int k = 0; k < a.Length; k++)
            a[k] = j >= r.Length || i < l.Length && l[i] <= r[j] ? l[i++] : r[j++];
        return a;
    }

    private static int[] Heap(int[] a)
    {
        void Sift(int i, int n)
        {
            while (2 * i + 1 < n)
            {
                int c = 2 * i + 1;
                if (c + 1 < n && a[c + 1] > a[c])
                    c++;
                if (a[i] >= a[c])
                    return;
                (a[i], a[c]) = (a[c], a[i]);
                i = c;
            }
        }
        for (int i = a.Length / 2; i >= 0; i--)
            Sift(i, a.Length);
        for (int n = a.Length - 1; n > 0; n--)
        {
            (a[0], a[n]) = (a[n], a[0]);
            Sift(0, n);
        }
        return a;
    }

    public static int Run()
    {
        int[] a = new int[50];
        uint s = 3;
        for (int i = 0; i < 50; i++)
            a[i] = (int)((s = s * 1664525 + 1013904223) >> 20) - 2000;
        foreach (Func<int[], int[]> f in new[] { Ins, Bub, Mrg, Heap })
            WriteLine(string.Join(',', f((int[])a.Clone())));
        return 0;
    }
}
