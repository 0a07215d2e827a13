using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Hash sets, sorted sets and their algebra.</summary>
public static class SetOperations
{
    public static int Run()
    {
        HashSet<int> a = [1, 2, 3, 4],
            b = [3, 4, 5];
        var u = new HashSet<int>(a);
        u.UnionWith(b);
        var i = new HashSet<int>(a);
        i.IntersectWith(b);
        var x = new HashSet<int>(a);
        x.ExceptWith(b);
        var s = new HashSet<int>(a);
        s.SymmetricExceptWith(b);
        WriteLine(
            string.Join(',', u.Order())
                + " "
                + string.Join(',', i.Order())
                + " "
                + string.Join(',', x.Order())
                + " "
                + string.Join(',', s.Order())
                + a.Overlaps(b)
                + i.IsSubsetOf(a)
                + a.IsSupersetOf(i)
                + i.IsProperSubsetOf(i)
                + a.SetEquals([4, 3, 2, 1])
                + a.Add(1)
                + a.Remove(9)
                + a.RemoveWhere(q => q % 2 == 0)
        );
        var t = new SortedSet<string>(StringComparer.Ordinal) { "pear", "apple", "fig", "zoo" };
        WriteLine(string.Join(' ', t) + t.Min + t.Max + string.Join(',', t.GetViewBetween("b", "q")) + string.Join(',', t.Reverse()));
        var m = new SortedDictionary<int, string>(Comparer<int>.Create((p, q) => q - p))
        {
            [1] = "a",
            [3] = "c",
            [2] = "b",
        };
        m.Remove(3);
        WriteLine(string.Join(' ', m));
        var l = new SortedList<string, int> { ["b"] = 2, ["a"] = 1 };
        WriteLine(l.Keys[0] + l.Values[1] + l.IndexOfKey("b"));
        return 0;
    }
}
