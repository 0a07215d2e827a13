using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.Library;

public static class Collections
{
    public static int Run()
    {
        var list = new List<int>();
        for (int i = 0; i < 100; i++) list.Add((i * 37) % 101);
        list.Sort();
        list.RemoveAll(x => x % 3 == 0);
        list.Insert(2, 500);
        list.Reverse();
        Console.WriteLine(list.Count + " " + list[0] + " " + list.IndexOf(500) + " " + list.Contains(7));
        var dict = new Dictionary<string, int>();
        foreach (string w in "to be or not to be that is the question to".Split(' '))
            dict[w] = dict.TryGetValue(w, out int c) ? c + 1 : 1;
        foreach (KeyValuePair<string, int> p in dict) Console.Write(p.Key + "=" + p.Value + " ");
        Console.WriteLine(dict.Count);
        dict.Remove("be");
        try { Console.WriteLine(dict["be"]); } catch (KeyNotFoundException) { Console.WriteLine("no key"); }
        var byInt = new Dictionary<int, long>();
        for (int i = 0; i < 1000; i++) byInt[i * 7919] = i;
        long sum = 0;
        for (int i = 0; i < 1000; i += 3) sum += byInt[i * 7919];
        Console.WriteLine(sum + " " + byInt.Values.Sum());
        var set = new HashSet<string> { "a", "b" };
        set.UnionWith(["b", "c"]);
        Console.WriteLine(set.Count + " " + set.Contains("c") + set.Add("a"));
        var queue = new Queue<int>();
        var stack = new Stack<int>();
        for (int i = 0; i < 20; i++) { queue.Enqueue(i); stack.Push(i); if (i % 3 == 0) queue.Dequeue(); }
        Console.WriteLine(queue.Count + " " + queue.Peek() + " " + stack.Pop() + stack.Peek());
        var sorted = new SortedDictionary<string, int> { ["z"] = 1, ["m"] = 2, ["a"] = 3 };
        Console.WriteLine(string.Join(",", sorted.Keys));
        var linked = new LinkedList<int>([1, 2, 3]);
        linked.AddFirst(0);
        Console.WriteLine(string.Join(",", linked));
        var pq = new PriorityQueue<string, int>();
        pq.Enqueue("low", 5); pq.Enqueue("high", 1); pq.Enqueue("mid", 3);
        Console.WriteLine(pq.Dequeue() + pq.Dequeue() + pq.Count);
        return list.Count;
    }
}
