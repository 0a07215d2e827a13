using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>The operators of LINQ, eager and lazy.</summary>
public static class LinqOperators
{
    private record P(string N, int A);

    public static int Run()
    {
        int[] a = [5, 3, 8, 1, 9, 2, 8];
        P[] p = [new("x", 3), new("y", 1), new("z", 3)];
        WriteLine(
            string.Join(',', a.Where((x, i) => x > i).Select((x, i) => x * i))
                + " "
                + a.Aggregate(1, (x, y) => x * 2 + y)
                + a.Skip(2).Take(3).Sum()
                + a.TakeWhile(x => x > 2).Count()
                + a.SkipWhile(x => x > 2).First()
                + a.Distinct().Count()
                + a.Min()
                + a.Max()
                + a.Average()
                + a.Any(x => x > 8)
                + a.All(x => x > 0)
                + a.Contains(9)
                + a.ElementAt(^1)
                + a.FirstOrDefault(x => x > 99, -1)
                + a.Single(x => x == 9)
                + a.Last(x => x < 4)
        );
        WriteLine(
            string.Join(' ', p.GroupBy(x => x.A, x => x.N, (k, v) => k + string.Concat(v)))
                + string.Join(' ', p.OrderBy(x => x.A).ThenByDescending(x => x.N).Select(x => x.N))
                + p.ToDictionary(x => x.N)["y"].A
                + p.ToLookup(x => x.A)[3].Count()
                + p.MinBy(x => x.A).N
                + p.DistinctBy(x => x.A).Count()
                + string.Join(',', p.CountBy(x => x.A).Select(k => k.Key * 10 + k.Value))
                + string.Join(',', p.AggregateBy(x => x.A, 0, (s, x) => s + 1))
        );
        WriteLine(
            string.Join(',', a.Chunk(3).Select(c => c.Sum()))
                + string.Join(',', a.Zip("abc", (x, c) => x + "" + c))
                + string.Join(',', a.Union([1, 99]).Except([5]).Intersect([99, 8]))
                + string.Join(',', a.Append(0).Prepend(7).Concat([4]).Reverse())
                + string.Join(',', Enumerable.Range(1, 3).SelectMany(x => Enumerable.Repeat(x, x)))
                + a.SequenceEqual(a.ToList())
                + string.Join(',', new object[] { 1, "s", 2 }.OfType<int>())
                + a.Index().Last()
                + string.Join(',', a.TakeLast(2))
                + string.Join(',', a.SkipLast(5))
                + Enumerable.Empty<int>().DefaultIfEmpty(3).Single()
                + string.Join(',', a.Order().Shift())
        );
        try
        {
            a.Single();
        }
        catch (InvalidOperationException e)
        {
            WriteLine(e.Message);
        }
        return 0;
    }

    private static IEnumerable<int> Shift(this IEnumerable<int> s) => s.Skip(1).Concat(s.Take(1));
}
