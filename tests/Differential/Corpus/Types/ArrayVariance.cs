using System;
using System.Collections;
using System.Collections.Generic;
using Corpus.Support;

namespace Corpus.Types;

/// <summary>Arrays seen as arrays of other types: covariance, stores that are checked, enumerations and their numbers, interfaces of arrays.</summary>
public static class ArrayVariance
{
    public static int Run()
    {
        object[] objects = new string[] { "a", "b" };
        Tour.Line("store text", () => $"{objects[0] = "c"}");
        Tour.Line("store number", () => $"{objects[0] = 1}");
        Tour.Line("store null", () => $"{(objects[1] = null) is null}");
        Tour.Line("reference", () => Touch(ref objects[0]));
        Tour.Line("reference of exact type", () => Touch(ref new object[] { 1 }[0]));
        object numbers = new int[] { -1, 2 };
        Tour.Line("unsigned view", () => $"{((uint[])numbers)[0]} {numbers is uint[]} {numbers is float[]} {numbers is Enum}");
        object days = new[] { DayOfWeek.Friday, DayOfWeek.Monday };
        Tour.Line("enumeration", () => $"{((int[])days)[0]} {days is int[]} {days is long[]} {days is DayOfWeek[]}");
        Interfaces();
        Func<string, object> narrow = text => text.Length;
        Func<string, IComparable> comparable = text => text;
        Func<string, object> wide = comparable;
        Action<object> any = o => Console.Write($"<{o}>");
        Action<string> texts = any;
        texts("text");
        Console.WriteLine($" {narrow("four")} {wide("same")} {wide.GetType() == comparable.GetType()}");
        IEnumerable<object> sequence = new List<string> { "x", "y" };
        IComparer<string> comparer = Comparer<object>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
        Console.WriteLine($"{string.Join(',', sequence)} {comparer.Compare("a", "b")} {sequence is IEnumerable<string>} {sequence is IEnumerable<int>}");
        return 0;
    }

    private static string Touch(ref object place)
    {
        place = "touched";
        return place.ToString();
    }

    private static void Interfaces()
    {
        IList<object> list = new string[] { "p", "q" };
        Console.WriteLine($"{list[1]} {list.Contains("p")} {list.IndexOf("q")} {list.IsReadOnly} {list.Count}");
        Tour.Line("add", () =>
        {
            list.Add("r");
            return "added";
        });
        Tour.Line("set", () => $"{list[0] = 5}");
        IReadOnlyList<IComparable> comparables = new[] { "m", "n" };
        IList untyped = new[] { 1, 2, 3 };
        Tour.Line("untyped", () => $"{comparables[1]} {untyped[2]} {untyped.Contains(2)} {untyped.IsFixedSize}");
        Tour.Line("untyped set", () => $"{untyped[0] = "x"}");
        Array grid = new int[2, 3];
        grid.SetValue(7, 1, 2);
        Tour.Line("grid", () => $"{grid.GetValue(1, 2)} {grid.Rank} {grid.GetLength(1)} {grid.GetUpperBound(0)}");
        Tour.Line("grid of another rank", () => $"{grid.GetValue(1)}");
        Tour.Line("copy that widens", () =>
        {
            var doubles = new double[3];
            Array.Copy(new[] { 1, 2, 3 }, doubles, 3);
            return string.Join(' ', doubles);
        });
        Tour.Line("copy that cannot", () =>
        {
            Array.Copy(new object[] { "a", 1 }, new string[2], 2);
            return "copied";
        });
    }
}
