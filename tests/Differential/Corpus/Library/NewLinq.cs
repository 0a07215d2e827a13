using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.Library;

/// <summary>Operators of LINQ that came with .NET 6 to 10.</summary>
public static class NewLinq
{
    private static readonly string[] s_words = ["apple", "pear", "fig", "plum", "apricot", "peach", "fig"];

    public static int Run()
    {
        Print("CountBy", s_words.CountBy(w => w[0]).Select(p => $"{p.Key}:{p.Value}"));
        Print("AggregateBy", s_words.AggregateBy(w => w.Length, "", (text, w) => text + w[0]).Select(p => $"{p.Key}:{p.Value}"));
        Print("AggregateBy with keys", s_words.AggregateBy(w => w[0], key => (key, 0), (sum, w) => (sum.key, sum.Item2 + w.Length)).Select(p => p.Value));
        Print("Index", s_words.Index().Where(p => p.Index % 3 == 0).Select(p => $"{p.Index}{p.Item}"));
        Print("DistinctBy", s_words.DistinctBy(w => w.Length));
        Print("Order", s_words.Order(StringComparer.Ordinal));
        Print("OrderDescending", s_words.OrderDescending(StringComparer.Ordinal).Take(..^3));
        Print("Take", s_words.Take(2..4).Concat(s_words.Take(^2..)));
        Print("SkipLast", s_words.SkipLast(5).Append("x").Prepend("y"));
        Print("Chunk", s_words.Chunk(3).Select(c => string.Join('+', c)));
        Print("MinBy", [s_words.MinBy(w => w.Length), s_words.MaxBy(w => w.Length), s_words.ElementAt(^2), s_words.ElementAtOrDefault(^20) ?? "none"]);
        Print("UnionBy", s_words.UnionBy(["kiwi", "grapefruit", "banana"], w => w.Length));
        Print("ExceptBy", s_words.ExceptBy([3, 4], w => w.Length));
        Print("IntersectBy", s_words.IntersectBy(['f', 'a'], w => w[0]));
        Print("Zip", Enumerable.Range(1, 9).Zip(s_words, "ABC").Select(t => $"{t.First}{t.Second}{t.Third}"));
        Print("LastOrDefault", [s_words.FirstOrDefault(w => w.Length > 10, "nothing"), s_words.SingleOrDefault(w => w == "plum", "none")]);
        Print("TryGetNonEnumeratedCount", [$"{s_words.TryGetNonEnumeratedCount(out int n)}{n}", $"{s_words.Where(w => w != "").TryGetNonEnumeratedCount(out n)}{n}"]);
        Joins();
        Print("Shuffle", [$"{s_words.Shuffle().Order(StringComparer.Ordinal).SequenceEqual(s_words.Order(StringComparer.Ordinal))}"]);
        Print("Sequence", Enumerable.Sequence(10, 1, -3));
        Print("InfiniteSequence", Enumerable.InfiniteSequence(1L, 4L).SkipWhile(v => v < 10).Take(3));
        Print("Reverse", Enumerable.Reverse(s_words).ToHashSet().ToLookup(w => w.Length)[4]);
        return 0;
    }

    private static void Joins()
    {
        (int Id, string Name)[] people = [(1, "Ada"), (2, "Bob"), (3, "Cy")];
        (int Owner, string Pet)[] pets = [(1, "cat"), (3, "dog"), (3, "fish"), (9, "owl")];
        Print("Join", people.Join(pets, p => p.Id, o => o.Owner, (p, o) => $"{p.Name}/{o.Pet}"));
        Print("LeftJoin", people.LeftJoin(pets, p => p.Id, o => o.Owner, (p, o) => $"{p.Name}/{o.Pet ?? "none"}"));
        Print("RightJoin", people.RightJoin(pets, p => p.Id, o => o.Owner, (p, o) => $"{p.Name ?? "nobody"}/{o.Pet}"));
        Print("GroupJoin", people.GroupJoin(pets, p => p.Id, o => o.Owner, (p, all) => $"{p.Name}/{all.Count()}"));
    }

    private static void Print<T>(string name, IEnumerable<T> items) => Console.WriteLine($"{name}: {string.Join(' ', items)}");
}
