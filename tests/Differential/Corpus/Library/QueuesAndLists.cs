using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Queues, stacks, linked lists and priority queues.</summary>
public static class QueuesAndLists
{
    public static int Run()
    {
        var q = new Queue<int>();
        var s = new Stack<string>();
        for (int i = 0; i < 50; i++)
        {
            q.Enqueue(i);
            if (i % 3 == 0)
                q.Dequeue();
            s.Push("s" + i);
            if (i % 4 == 0)
                s.Pop();
        }
        WriteLine(
            q.Count
                + " "
                + q.Peek()
                + q.Sum()
                + " "
                + s.Count
                + s.Peek()
                + string.Concat(s.Take(3))
                + q.Contains(40)
                + q.TryDequeue(out int a)
                + a
        );
        var l = new LinkedList<int>([1, 2, 3]);
        var n = l.Find(2);
        l.AddBefore(n, 9);
        l.AddAfter(n, 8);
        l.RemoveFirst();
        l.AddLast(7);
        l.Remove(n);
        WriteLine(string.Join(',', l) + l.First.Next.Value + l.Last.Previous.Value + l.Count);
        var p = new PriorityQueue<string, int>([("c", 3), ("a", 1), ("b", 2)]);
        p.EnqueueDequeue("z", 0);
        p.Enqueue("q", 2);
        WriteLine(p.Dequeue() + p.Count + p.Peek());
        try
        {
            new Stack<int>().Pop();
        }
        catch (InvalidOperationException e)
        {
            WriteLine(e.Message);
        }
        return 0;
    }
}
