using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Linq;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>OrderedDictionary, PriorityQueue, immutable collections and their builders, read-only views, sorted sets.</summary>
public static class OrderedKinds
{
    public static int Run()
    {
        Ordered();
        Priorities();
        Lists();
        Tables();
        Views();
        return 0;
    }

    private static void Ordered()
    {
        var table = new OrderedDictionary<string, int> { ["b"] = 1, ["a"] = 2, ["c"] = 3 };
        table.Insert(1, "x", 9);
        table.Remove("b");
        table["b"] = 4;
        table.SetAt(0, 10);
        Console.WriteLine($"{string.Join(' ', table)} {table.IndexOf("c")} {table.GetAt(1)} {table.TryAdd("a", 5, out int at)} {at}");
        table.RemoveAt(0);
        Console.WriteLine($"{string.Join(' ', table.Keys)} | {string.Join(' ', table.Values)}");
        Tour.Line("twice", () =>
        {
            table.Add("a", 0);
            return "added";
        });
    }

    private static void Priorities()
    {
        var queue = new PriorityQueue<string, (int, int)>();
        string[] names = ["low", "high", "middle", "lowest", "top"];
        int[] levels = [5, 1, 3, 9, 0];
        for (int i = 0; i < names.Length; i++)
            queue.Enqueue(names[i], (levels[i], i));
        Console.WriteLine($"{queue.Peek()} {queue.EnqueueDequeue("new", (4, 0))} {queue.DequeueEnqueue("last", (7, 0))}");
        queue.Remove("middle", out _, out (int, int) priority);
        Console.Write($"{priority} ");
        while (queue.TryDequeue(out string name, out (int Level, int) level))
            Console.Write($"{name}:{level.Level} ");
        Console.WriteLine(queue.Count);
        var most = new PriorityQueue<int, int>(Enumerable.Range(0, 20).Select(i => (i, i * 7 % 20)), Comparer<int>.Create((a, b) => b - a));
        Console.WriteLine($"{most.Dequeue()} {most.Dequeue()} {most.UnorderedItems.Sum(i => i.Priority)}");
    }

    private static void Lists()
    {
        ImmutableArray<int> array = [3, 1, 2];
        ImmutableArray<int> more = array.Add(4).Insert(0, 9).RemoveAt(1).Sort();
        Console.WriteLine($"{string.Join(' ', array)} | {string.Join(' ', more)} | {more.BinarySearch(4)} {array.IsDefault} {default(ImmutableArray<int>).IsDefault}");
        ImmutableList<string> list = ["a", "b", "c"];
        ImmutableList<string> changed = list.SetItem(1, "B").AddRange(["d", "e"]).RemoveAll(s => s == "a").Reverse();
        Console.WriteLine($"{string.Join(' ', list)} | {string.Join(' ', changed)} | {changed.IndexOf("B")} {list.ConvertAll(s => s[0] - 'a').Sum()}");
        ImmutableList<int>.Builder builder = ImmutableList.CreateBuilder<int>();
        for (int i = 0; i < 100; i++)
            builder.Insert(i / 2, i);
        ImmutableList<int> built = builder.ToImmutable();
        Console.WriteLine($"{built.Count} {built[0]} {built[50]} {built[99]} {built.GetRange(10, 3).Sum()} {built.Sort().BinarySearch(42)}");
        ImmutableStack<int> stack = ImmutableStack<int>.Empty.Push(1).Push(2);
        ImmutableQueue<int> queue = [1, 2, 3];
        Console.WriteLine($"{stack.Pop(out int top).Peek()} {top} {queue.Dequeue().Peek()} {string.Join(' ', queue.Enqueue(4))}");
    }

    private static void Tables()
    {
        ImmutableDictionary<string, int> table = ImmutableDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase).Add("One", 1).Add("two", 2);
        ImmutableDictionary<string, int> next = table.SetItem("ONE", 11).Remove("TWO");
        Console.WriteLine($"{table["one"]} {next["one"]} {next.ContainsKey("two")} {table.TryGetKey("TWO", out string key)} {key}");
        Tour.Line("conflict", () => table.Add("TWO", 3).Count.ToString());
        ImmutableSortedDictionary<int, char> sorted = Enumerable.Range(0, 26).ToImmutableSortedDictionary(i => i * 5 % 26, i => (char)('a' + i));
        Console.WriteLine($"{string.Concat(sorted.Values)} {sorted.Keys.First()} {sorted[25]}");
        ImmutableHashSet<int> odd = [1, 3, 5, 7];
        ImmutableSortedSet<int> set = ImmutableSortedSet.Create(5, 2, 8, 2);
        Console.WriteLine($"{odd.Intersect([3, 4, 5]).Sum()} {odd.SymmetricExcept([1, 2]).Count} {string.Join(' ', set.Union([7]))} {set[1]} {set.Min} {set.Max}");
        var sortedSet = new SortedSet<string>(["delta", "alpha", "charlie", "bravo"], StringComparer.Ordinal);
        Console.WriteLine($"{string.Join(' ', sortedSet.GetViewBetween("b", "cz"))} {sortedSet.Reverse().First()} {sortedSet.RemoveWhere(s => s.EndsWith('a'))}");
    }

    private static void Views()
    {
        var source = new List<int> { 1, 2, 3 };
        ReadOnlyCollection<int> view = source.AsReadOnly();
        source.Add(4);
        var observed = new ObservableCollection<int>(source);
        observed.CollectionChanged += (_, e) => Console.Write($"{e.Action}@{e.NewStartingIndex}/{e.OldStartingIndex} ");
        observed.Add(5);
        observed.Move(0, 2);
        observed.RemoveAt(1);
        observed[0] = 20;
        Console.WriteLine($"{string.Join(' ', observed)} {view.Count}");
        Tour.Line("view", () =>
        {
            ((IList<int>)view).Add(1);
            return "added";
        });
        var readOnly = new ReadOnlySet<int>(new HashSet<int> { 1, 2 });
        Console.WriteLine($"{readOnly.Contains(2)} {readOnly.IsProperSubsetOf([1, 2, 3])} {ReadOnlyDictionary<int, int>.Empty.Count}");
        var linked = new LinkedList<int>([1, 2, 3]);
        linked.AddBefore(linked.Find(2), 10);
        linked.AddAfter(linked.Last, 30);
        linked.Remove(1);
        Console.WriteLine($"{string.Join(' ', linked)} {linked.First.Next.Previous.Value} {linked.FindLast(30).Next is null}");
    }
}
