using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.Library;

public static class Linq
{
    private sealed record Person(string Name, int Age, string City);

    public static int Run()
    {
        Person[] people = [new("Ann", 30, "Oslo"), new("Bob", 25, "Rome"), new("Cid", 35, "Oslo"), new("Dan", 25, "Bonn")];
        foreach (Person p in people.Where(p => p.Age > 25).OrderByDescending(p => p.Age))
            Console.WriteLine(p);
        foreach (var g in people.GroupBy(p => p.City).OrderBy(g => g.Key))
            Console.WriteLine(g.Key + " " + g.Count() + " " + g.Average(p => p.Age));
        Console.WriteLine(string.Join(",", Enumerable.Range(1, 20).Where(x => x % 2 == 1).Select(x => x * x).Skip(2).Take(5)));
        Console.WriteLine(people.Sum(p => p.Age) + people.Max(p => p.Age) + people.Min(p => p.Name));
        Console.WriteLine(
            people.Any(p => p.City == "Rome") + " " + people.All(p => p.Age > 20) + people.First(p => p.Age < 30).Name + people.Last().Name
        );
        var q = from a in people join b in people on a.Age equals b.Age where a.Name != b.Name select a.Name + b.Name;
        Console.WriteLine(string.Join(";", q));
        Console.WriteLine(string.Join(",", people.SelectMany(p => p.Name.ToLowerInvariant()).Distinct().OrderBy(c => c)));
        Dictionary<string, int> byName = people.ToDictionary(p => p.Name, p => p.Age);
        Console.WriteLine(byName["Cid"] + byName.Count);
        Console.WriteLine(
            Enumerable.Range(1, 5).Aggregate((a, b) => a * b) + " " + Enumerable.Repeat("x", 3).Aggregate("", (a, b) => a + b)
        );
        Console.WriteLine(string.Join(",", new[] { 3, 1, 2 }.Zip(new[] { "c", "a", "b" }).OrderBy(t => t.First).Select(t => t.Second)));
        Console.WriteLine(people.OrderBy(p => p.Age).ThenBy(p => p.Name).Select(p => p.Name).Aggregate((a, b) => a + b));
        return people.Count(p => p.Age == 25);
    }
}
