using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Query syntax in all its clauses.</summary>
public static class Queries
{
    private sealed record Person(string Name, int Age, string City);

    private sealed record Pet(string Name, string Owner);

    public static int Run()
    {
        Person[] people = [new("Ann", 30, "Rome"), new("Bob", 25, "Oslo"), new("Cid", 35, "Rome"), new("Dan", 25, "Bern")];
        Pet[] pets = [new("Rex", "Ann"), new("Tom", "Bob"), new("Kit", "Ann"), new("Zip", "Eve")];
        var a = from p in people where p.Age > 24 orderby p.Age descending, p.Name select p.Name;
        var b = from p in people join q in pets on p.Name equals q.Owner select p.Name + q.Name;
        var c = from p in people join q in pets on p.Name equals q.Owner into own select p.Name + own.Count();
        var d = from p in people group p by p.City into g orderby g.Key select g.Key + g.Sum(p => p.Age);
        var e =
            from p in people
            from q in pets
            where q.Owner[0] == p.Name[0]
            let both = p.Name + "-" + q.Name
            where both.Length > 3
            select both.ToLower();
        var f =
            from x in Enumerable.Range(1, 10)
            from y in Enumerable.Range(x, 10)
            let z2 = x * x + y * y
            let z = (int)Math.Sqrt(z2)
            where z * z == z2
            select (x, y, z);
        var g2 = from p in people group p.Name by (p.Age, p.City[0]);
        var h = from object o in new object[] { 1, 2 } select (int)o + 1;
        var i =
            from p in people
            join q in pets on p.Name equals q.Owner into own
            from q in own.DefaultIfEmpty()
            select p.Name + (q?.Name ?? "none");
        foreach (
            IEnumerable<object> s in new IEnumerable<object>[]
            {
                a,
                b,
                c,
                d,
                e,
                f.Cast<object>(),
                g2.Select(g => g.Key + string.Concat(g)),
                h.Cast<object>(),
                i,
            }
        )
            WriteLine(string.Join(' ', s));
        return 0;
    }
}
