using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Every operation of List.</summary>
public static class ListOperations
{
    public static int Run()
    {
        var l = new List<int>([5, 3, 8]);
        l.Add(1);
        l.AddRange([9, 9, 2]);
        l.Insert(1, 7);
        l.InsertRange(2, [4, 4]);
        l.Remove(9);
        l.RemoveAt(0);
        l.RemoveAll(x => x == 4);
        l.RemoveRange(0, 1);
        WriteLine(
            string.Join(',', l)
                + " "
                + l.Count
                + l.IndexOf(9)
                + l.Contains(8)
                + l.Find(x => x > 5)
                + l.FindLast(x => x < 5)
                + l.FindIndex(x => x == 1)
                + l.Exists(x => x > 100)
                + l.TrueForAll(x => x > 0)
        );
        l.Sort();
        WriteLine(string.Join(',', l) + l.BinarySearch(8) + l.BinarySearch(4));
        l.Reverse();
        l.Reverse(1, 2);
        l.ForEach(x => Write(x + ";"));
        WriteLine(
            string.Join(',', l.GetRange(1, 2)) + string.Join(',', l.ConvertAll(x => "s" + x)) + l.AsReadOnly().Count + l.Slice(0, 2).Count
        );
        l.Capacity = 100;
        l.TrimExcess();
        l.EnsureCapacity(50);
        int[] a = new int[10];
        l.CopyTo(a, 2);
        WriteLine(string.Join(',', a) + l.LastIndexOf(3));
        l.Clear();
        WriteLine(l.Count);
        try
        {
            l[0] = 1;
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteLine("range");
        }
        return 0;
    }
}
