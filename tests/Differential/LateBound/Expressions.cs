using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Linq.Expressions;

namespace LateBound;

/// <summary>Expression trees, compiled.</summary>
public static class Expressions
{
    public static int Run()
    {
        Expression<Func<int, int>> sq = x => x * x + 1;
        Console.WriteLine(sq.Compile()(7));
        Expression<Func<string, int, bool>> longer = (s, n) => s.Length > n && s.Contains('a');
        var f = longer.Compile();
        Console.WriteLine($"{f("banana", 3)} {f("kiwi", 3)}");
        var p = Expression.Parameter(typeof(Person), "p");
        var lambda = Expression.Lambda<Func<Person, bool>>(
            Expression.AndAlso(
                Expression.GreaterThan(Expression.Property(p, "Age"), Expression.Constant(30)),
                Expression.Equal(Expression.Property(p, nameof(Person.Name)), Expression.Constant("Ann"))
            ),
            p
        );
        Console.WriteLine(lambda);
        Console.WriteLine(new[] { new Person("Ann", 31), new Person("Ann", 29), new Person("Bob", 40) }.Count(lambda.Compile()));
        Expression<Func<Person, string>> sel = q => q.Name.ToUpper() + ":" + q.Age.ToString("D4");
        Console.WriteLine(sel.Compile()(new("zoe", 5)));
        int captured = 5;
        Expression<Func<int>> cap = () => captured * 2;
        var cf = cap.Compile();
        captured = 8;
        Console.WriteLine(cf());
        Expression<Func<int, double, long, decimal, string>> four = (a, b, c, d) => $"{a}{b}{c}{d}";
        Console.WriteLine(four.Compile()(1, 2.5, 3, 4.5m));
        Console.WriteLine(new[] { 3, 1, 2 }.AsQueryable().Where(x => x > 1).OrderBy(x => -x).Select(x => new { x, y = x * 2 }).Aggregate("", (a, b) => a + b));
        var sum = Expression.Variable(typeof(int), "sum");
        var i = Expression.Variable(typeof(int), "i");
        var brk = Expression.Label(typeof(int));
        var nn = Expression.Parameter(typeof(int), "n");
        var loop = Expression.Lambda<Func<int, int>>(
            Expression.Block(
                [sum, i],
                Expression.Assign(sum, Expression.Constant(0)),
                Expression.Assign(i, Expression.Constant(1)),
                Expression.Loop(
                    Expression.IfThenElse(
                        Expression.LessThanOrEqual(i, nn),
                        Expression.Block(Expression.AddAssign(sum, i), Expression.PostIncrementAssign(i)),
                        Expression.Break(brk, sum)
                    ),
                    brk
                )
            ),
            nn
        );
        Console.WriteLine(loop.Compile()(100));
        try
        {
            Expression
                .Lambda<Action>(Expression.Throw(Expression.New(typeof(InvalidOperationException).GetConstructor([typeof(string)])!, Expression.Constant("boom"))))
                .Compile()();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        Expression<Func<int?, int>> nul = v => v ?? -1;
        Console.WriteLine(nul.Compile()(null) + nul.Compile()(5));
        Expression<Func<DateTime, bool>> dt = d => d.Year > 2000;
        Console.WriteLine(dt.Compile()(new DateTime(2001, 1, 1)));
        Expression<Func<int, int[]>> arr = n => new[] { n, n + 1 };
        Console.WriteLine(arr.Compile()(4)[1]);
        Expression<Func<string, List<string>>> li = s => new List<string> { s, "b" };
        Console.WriteLine(string.Join(',', li.Compile()("a")));
        Expression<Func<Person, Person>> mi = q => new Person(q.Name, q.Age) { Tag = "t" + q.Age };
        Console.WriteLine(mi.Compile()(new("x", 1)).Tag);
        Expression<Action<List<int>>> act = l => l.Add(3);
        var lst = new List<int>();
        act.Compile()(lst);
        Console.WriteLine(lst.Count);
        var del = Expression.Lambda(Expression.Add(Expression.Constant(1), Expression.Constant(2))).Compile();
        Console.WriteLine(del.DynamicInvoke());
        Expression<Func<int, Func<int, int>>> curry = a => b => a + b;
        Console.WriteLine(curry.Compile()(3)(4));
        return 0;
    }

    record Person(string Name, int Age)
    {
        public string Tag { get; set; } = "";
    }
}
