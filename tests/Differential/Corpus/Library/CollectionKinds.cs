using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Linq;

namespace Corpus.Library;

record Emp(string Name, int Dept, double Sal);

public static class CollectionKinds
{
    static void W<T>(IEnumerable<T> e) => Console.WriteLine(string.Join(",", e));

    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        var n = Enumerable.Range(1, 20);
        W(n.Where(x => x % 2 == 0).Select(x => x * x));
        W(n.GroupBy(x => x % 3).Select(g => g.Key + ":" + g.Sum()));
        W(n.OrderByDescending(x => x % 5).ThenBy(x => -x));
        W(n.Zip(n.Skip(1), (a, b) => a * b));
        W(n.Chunk(6).Select(c => c.Length));
        Console.WriteLine(
            n.Aggregate((a, b) => a * b % 1000007)
                + " "
                + n.Average()
                + " "
                + n.Max()
                + " "
                + n.Min(x => -x)
                + " "
                + n.Sum(x => (double)x)
                + " "
                + n.Any(x => x > 19)
                + " "
                + n.All(x => x > 0)
                + " "
                + n.Count(x => x > 5)
                + " "
                + n.First(x => x > 3)
                + " "
                + n.LastOrDefault(x => x > 30)
                + " "
                + n.Single(x => x == 4)
                + " "
                + n.ElementAt(^2)
                + " "
                + n.Contains(7)
                + " "
                + n.SequenceEqual(n.ToList())
        );
        var es = new[] { new Emp("a", 1, 10), new Emp("b", 2, 20), new Emp("c", 1, 30) };
        var ds = new[] { (Id: 1, N: "X"), (Id: 2, N: "Y"), (Id: 3, N: "Z") };
        W(from e in es join dd in ds on e.Dept equals dd.Id orderby e.Sal descending select dd.N + e.Name);
        W(from dd in ds join e in es on dd.Id equals e.Dept into g select dd.N + g.Count());
        W(from a in es from b in es where a.Dept == b.Dept && a != b let s = a.Sal + b.Sal select s);
        W(es.ToDictionary(e => e.Name, e => e.Sal).Select(k => k.Key + k.Value));
        W(es.ToLookup(e => e.Dept)[1].Select(e => e.Name));
        Console.WriteLine(es.MaxBy(e => e.Sal) + " " + es.MinBy(e => e.Sal));
        W(es.DistinctBy(e => e.Dept));
        W(es.CountBy(e => e.Dept));
        W(es.AggregateBy(e => e.Dept, 0.0, (s, e) => s + e.Sal));
        W(es.Index());
        W(n.Take(5..8));
        W(n.TakeLast(2).Append(5).Prepend(6).Reverse());
        W(n.Union([30, 1]).Except([2, 3]).Intersect(n.Append(30)));
        W(n.SkipWhile(x => x < 15).TakeWhile(x => x < 18));
        W(n.Cast<object>().OfType<int>().Concat([1]).Distinct());
        W(Enumerable.Repeat("z", 3).DefaultIfEmpty());
        W(es.SelectMany(e => e.Name, (e, c) => c + e.Name));
        W(Enumerable.Empty<int>().DefaultIfEmpty(5));
        W(n.Order().Shuffle().Order());
        var d = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 };
        d["a"]++;
        Console.WriteLine(d["A"] + " " + d.TryAdd("b", 3) + d.ContainsKey("B") + d.Remove("b") + d.GetValueOrDefault("q", 7));
        var sd = new SortedDictionary<int, string> { [3] = "c", [1] = "a" };
        W(sd);
        var sl = new SortedList<string, int> { ["z"] = 1, ["b"] = 2 };
        W(sl.Keys);
        var ss = new SortedSet<int> { 5, 1, 3 };
        W(ss.GetViewBetween(1, 4));
        Console.WriteLine(ss.Max);
        var ll = new LinkedList<int>([1, 2, 3]);
        ll.AddAfter(ll.First, 9);
        ll.Remove(2);
        W(ll);
        var q = new Queue<int>([1, 2]);
        q.Enqueue(3);
        Console.WriteLine(q.Dequeue() + q.Peek() + q.Count);
        var st = new Stack<int>([1, 2]);
        st.Push(5);
        W(st);
        var pq = new PriorityQueue<string, int>();
        pq.Enqueue("x", 3);
        pq.Enqueue("y", 1);
        Console.WriteLine(pq.Dequeue() + pq.Count);
        var hs = new HashSet<string> { "a", "b" };
        hs.UnionWith(["c"]);
        hs.ExceptWith(["a"]);
        Console.WriteLine(hs.Count + " " + hs.IsSubsetOf(["b", "c", "d"]) + hs.SetEquals(["c", "b"]));
        var ba = new BitArray(10);
        ba[3] = true;
        Console.WriteLine(ba.Cast<bool>().Count(b => b));
        var al = new ArrayList { 1, "x" };
        Console.WriteLine(al.Count + " " + al[1]);
        var ht = new Hashtable { ["k"] = 1 };
        Console.WriteLine(ht["k"]);
        var il = ImmutableList.Create(1, 2, 3).Add(4).RemoveAt(0);
        W(il);
        var ia = ImmutableArray.Create(1, 2).Add(3);
        W(ia);
        var id = ImmutableDictionary<string, int>.Empty.Add("a", 1).SetItem("a", 2);
        W(id);
        W(ImmutableSortedSet.Create(3, 1, 2));
        var fd = new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }.ToFrozenDictionary();
        Console.WriteLine(fd["two"] + " " + fd.ContainsKey("x"));
        Console.WriteLine(new[] { 1, 5 }.ToFrozenSet().Contains(5));
        W(new ReadOnlyCollection<int>([1]));
        var oc = new ObservableCollection<int>();
        oc.CollectionChanged += (s, e) => Console.WriteLine(e.Action + " " + e.NewItems[0]);
        oc.Add(4);
        var cd = new ConcurrentDictionary<int, int>();
        cd.AddOrUpdate(1, 1, (k, v) => v + 1);
        cd.AddOrUpdate(1, 1, (k, v) => v + 1);
        Console.WriteLine(cd[1] + cd.GetOrAdd(2, k => k * 10));
        var cq = new ConcurrentQueue<int>([1, 2]);
        cq.TryDequeue(out int z);
        Console.WriteLine(z);
        var od = new OrderedDictionary<string, int> { ["q"] = 1, ["a"] = 2 };
        W(od.Keys);
        var cb = new ConcurrentBag<int> { 1 };
        Console.WriteLine(cb.Count);
        int[] arr = { 5, 3, 9, 1 };
        Array.Sort(arr);
        W(arr);
        Console.WriteLine(Array.BinarySearch(arr, 5) + " " + Array.IndexOf(arr, 9));
        Array.Reverse(arr);
        Array.Resize(ref arr, 6);
        W(arr);
        W(Array.ConvertAll(arr, x => x + ""));
        Array.Sort(arr, (a, b) => b - a);
        W(arr);
        string[] ks = { "b", "a" };
        int[] vs = { 1, 2 };
        Array.Sort(ks, vs);
        W(vs);
        W(Array.FindAll(arr, x => x > 2));
        var lst = new List<int>(arr);
        lst.RemoveAll(x => x == 0);
        lst.InsertRange(1, [7, 8]);
        lst.Sort(Comparer<int>.Create((a, b) => a - b));
        W(lst);
        Console.WriteLine(
            lst.BinarySearch(8) + " " + lst.FindIndex(x => x == 7) + " " + lst.Exists(x => x > 100) + " " + lst.TrueForAll(x => x > 0)
        );
        W(lst.GetRange(1, 2));
        W(lst[1..3]);
        lst.ForEach(x => Console.Write(x));
        Console.WriteLine();
        try
        {
            foreach (var x in lst)
                lst.Add(1);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            d["zz"].ToString();
        }
        catch (KeyNotFoundException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            Enumerable.Empty<int>().First();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            new List<int>()[0].ToString();
        }
        catch (ArgumentOutOfRangeException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            new int[] { 1 }.Single(x => x > 3);
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }
        try
        {
            d.Add("A", 1);
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.Message);
        }
    }
}
