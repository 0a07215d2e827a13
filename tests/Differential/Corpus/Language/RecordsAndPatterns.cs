using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.Language;

/// <summary>Records with inheritance, with-expressions, deconstruction, and patterns of every kind together.</summary>
public static class RecordsAndPatterns
{
    public static int Run()
    {
        Person ada = new("Ada", 36) { Tags = ["math"] };
        Person older = ada with { Age = 37 };
        Student student = new("Bob", 20, "Oxford");
        Person asPerson = student;
        Console.WriteLine($"{ada} {older} {ada == older} {ada == older with { Age = 36 }} {ReferenceEquals(ada.Tags, older.Tags)}");
        Console.WriteLine($"{student} {asPerson with { Name = "Rob" }} {asPerson == new Student("Bob", 20, "Oxford")} {asPerson.Equals(new Person("Bob", 20))}");
        (string name, int age) = older;
        Console.WriteLine($"{name} {age} {(student is ("Bob", _, var school) ? school : "none")} {new Money(5, "EUR") + new Money(7, "EUR")} {default(Money)}");
        var table = new Dictionary<Point, string> { [new(1, 2)] = "here", [new(2, 1)] = "there" };
        Console.WriteLine($"{table[new Point(2, 1)]} {new Point(1, 2).GetHashCode() == new Point(1, 2).GetHashCode()} {new Point(1, 2) with { Y = 9 }}");
        object[] things = [1, -5, 3.5, "text", "", null, 'x', new[] { 1, 2, 3 }, new List<int> { 9 }, ada, student, new Point(0, 7), (1, "a"), DayOfWeek.Sunday, 200L, Array.Empty<int>()];
        foreach (object thing in things)
            Console.WriteLine(Describe(thing));
        Console.WriteLine(string.Join(' ', Enumerable.Range(0, 16).Select(Classify)));
        Console.WriteLine(string.Join(' ', new[] { "+ 3 4", "* 5 6", "- 9", "sum 1 2 3 4", "?", "+ x 1" }.Select(Evaluate)));
        return 0;
    }

    private static string Describe(object thing) => thing switch
    {
        null => "nothing",
        int and > 0 and < 10 => "small number",
        int n when n % 5 == 0 => $"multiple of five {n}",
        double and (> 3 and < 4 or double.NaN) => "about pi",
        string { Length: 0 } => "empty text",
        string { Length: var length } text and not "other" => $"{length} of {text[0]}",
        char and (>= 'a' and <= 'z' or >= 'A' and <= 'Z') => "letter",
        int[] and [] => "no numbers",
        int[] and [var first, .., var last] => $"from {first} to {last}",
        List<int> and [> 5] => "one big",
        Student { School.Length: > 3, Name: ['B', ..] } => "a student B",
        Person { Tags: [var tag, ..] } person => $"{person.Name} likes {tag}",
        Point(0, var y) => $"on the axis at {y}",
        (int i, string s) => $"pair {i} {s}",
        DayOfWeek.Saturday or DayOfWeek.Sunday => "weekend",
        long => "long",
        _ => thing.ToString(),
    };

    private static string Classify(int n) => (n % 3, n % 5, n) switch
    {
        (0, 0, not 0) => "fizzbuzz",
        (0, _, > 0) => "fizz",
        (_, 0, > 0) => "buzz",
        (_, _, 0 or 1) => "unit",
        var (_, _, value) => value.ToString(),
    };

    private static string Evaluate(string text) => text.Split(' ') switch
    {
        ["+", var a, var b] when int.TryParse(a, out int x) && int.TryParse(b, out int y) => (x + y).ToString(),
        ["*", var a, var b] => (int.Parse(a) * int.Parse(b)).ToString(),
        ["-", [var digit]] => (-(digit - '0')).ToString(),
        ["sum", .. var rest] => rest.Sum(int.Parse).ToString(),
        [_] => "one word",
        { Length: var n } => $"{n} words",
    };

    private record Person(string Name, int Age)
    {
        public string[] Tags { get; init; } = [];

        protected virtual bool PrintMembers(System.Text.StringBuilder builder)
        {
            builder.Append($"{Name}, {Age}, [{string.Join(' ', Tags)}]");
            return true;
        }
    }

    private sealed record Student(string Name, int Age, string School) : Person(Name, Age)
    {
        protected override bool PrintMembers(System.Text.StringBuilder builder)
        {
            base.PrintMembers(builder);
            builder.Append(" at ").Append(School);
            return true;
        }

        public void Deconstruct(out string name, out int age, out string school) => (name, age, school) = (Name, Age, School);
    }

    private readonly record struct Point(int X, int Y);

    private readonly record struct Money(decimal Amount, string Currency)
    {
        public static Money operator +(Money a, Money b) => a.Currency == b.Currency
            ? a with { Amount = a.Amount + b.Amount }
            : throw new InvalidOperationException("currencies differ");
    }
}
