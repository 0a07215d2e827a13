using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Shortest paths, spanning trees, components, topological order, flow, colouring and cycles.</summary>
public static class Graphs
{
    private sealed class Graph<T>(bool isDirected)
        where T : IEquatable<T>
    {
        private readonly Dictionary<T, List<(T To, int Weight)>> _edges = [];
        private readonly List<T> _nodes = [];

        public IReadOnlyList<T> Nodes => _nodes;

        public Graph<T> Add(T from, T to, int weight = 1)
        {
            Out(from).Add((to, weight));
            if (isDirected)
                Out(to);
            else
                Out(to).Add((from, weight));
            return this;
        }

        private List<(T To, int Weight)> Out(T node)
        {
            if (_edges.TryGetValue(node, out List<(T, int)> list))
                return list;
            _nodes.Add(node);
            return _edges[node] = [];
        }

        public (int Distance, List<T> Path)? Dijkstra(T from, T to)
        {
            var distance = new Dictionary<T, int> { [from] = 0 };
            var previous = new Dictionary<T, T>();
            var queue = new PriorityQueue<T, (int, int)>();
            int order = 0;
            queue.Enqueue(from, (0, order++));
            while (queue.TryDequeue(out T node, out (int Distance, int) p))
            {
                if (p.Distance > distance[node])
                    continue;
                if (node.Equals(to))
                {
                    List<T> path = [to];
                    while (previous.TryGetValue(path[^1], out T before))
                        path.Add(before);
                    path.Reverse();
                    return (p.Distance, path);
                }

                foreach ((T next, int weight) in _edges[node])
                {
                    int d = p.Distance + weight;
                    if (distance.TryGetValue(next, out int known) && known <= d)
                        continue;
                    distance[next] = d;
                    previous[next] = node;
                    queue.Enqueue(next, (d, order++));
                }
            }

            return null;
        }

        public Dictionary<T, int> BellmanFord(T from)
        {
            var distance = new Dictionary<T, int> { [from] = 0 };
            for (int round = 0; ; round++)
            {
                bool changed = false;
                foreach (T node in _nodes)
                {
                    if (!distance.TryGetValue(node, out int d))
                        continue;
                    foreach ((T next, int weight) in _edges[node])
                    {
                        if (distance.TryGetValue(next, out int known) && known <= d + weight)
                            continue;
                        distance[next] = d + weight;
                        changed = true;
                    }
                }

                if (!changed)
                    return distance;
                if (round == _nodes.Count)
                    throw new InvalidOperationException("negative cycle");
            }
        }

        public (int Weight, int Edges) SpanningTree()
        {
            var parent = _nodes.ToDictionary(n => n);
            T Root(T n) => parent[n].Equals(n) ? n : parent[n] = Root(parent[n]);
            int weight = 0,
                edges = 0;
            foreach ((T a, T b, int w) in _nodes.SelectMany(n => _edges[n].Select(e => (n, e.To, e.Weight))).OrderBy(e => e.Weight))
            {
                T ra = Root(a),
                    rb = Root(b);
                if (ra.Equals(rb))
                    continue;
                parent[ra] = rb;
                weight += w;
                edges++;
            }

            return (weight, edges);
        }

        public List<T> TopologicalOrder()
        {
            var incoming = _nodes.ToDictionary(n => n, _ => 0);
            foreach (T n in _nodes)
            {
                foreach ((T to, _) in _edges[n])
                    incoming[to]++;
            }

            var ready = new Queue<T>(_nodes.Where(n => incoming[n] == 0));
            var order = new List<T>();
            while (ready.TryDequeue(out T n))
            {
                order.Add(n);
                foreach ((T to, _) in _edges[n])
                {
                    if (--incoming[to] == 0)
                        ready.Enqueue(to);
                }
            }

            return order.Count == _nodes.Count
                ? order
                : throw new InvalidOperationException("cycle among " + string.Join(',', _nodes.Except(order)));
        }

        /// <summary>Strongly connected components, Tarjan.</summary>
        public List<List<T>> Components()
        {
            var index = new Dictionary<T, (int Index, int Low)>();
            var stack = new Stack<T>();
            var onStack = new HashSet<T>();
            var result = new List<List<T>>();
            foreach (T n in _nodes)
            {
                if (!index.ContainsKey(n))
                    Visit(n);
            }

            return result;

            int Visit(T n)
            {
                int own = index.Count,
                    low = own;
                index[n] = (own, own);
                stack.Push(n);
                onStack.Add(n);
                foreach ((T to, _) in _edges[n])
                {
                    if (!index.TryGetValue(to, out var seen))
                        low = Math.Min(low, Visit(to));
                    else if (onStack.Contains(to))
                        low = Math.Min(low, seen.Index);
                }

                if (low != own)
                    return low;
                List<T> component = [];
                T top;
                do
                {
                    top = stack.Pop();
                    onStack.Remove(top);
                    component.Add(top);
                } while (!top.Equals(n));
                result.Add(component);
                return low;
            }
        }

        public int[] Color()
        {
            var colors = new Dictionary<T, int>();
            foreach (T n in _nodes.OrderByDescending(n => _edges[n].Count))
            {
                int c = 0;
                while (_edges[n].Any(e => colors.TryGetValue(e.To, out int used) && used == c))
                    c++;
                colors[n] = c;
            }

            return [.. _nodes.Select(n => colors[n])];
        }
    }

    private static int MaxFlow(int[,] capacity, int source, int sink)
    {
        int n = capacity.GetLength(0),
            total = 0;
        var left = (int[,])capacity.Clone();
        while (true)
        {
            int[] previous = [.. Enumerable.Repeat(-1, n)];
            var queue = new Queue<int>([source]);
            previous[source] = source;
            while (queue.TryDequeue(out int at) && previous[sink] < 0)
            {
                for (int to = 0; to < n; to++)
                {
                    if (previous[to] >= 0 || left[at, to] <= 0)
                        continue;
                    previous[to] = at;
                    queue.Enqueue(to);
                }
            }

            if (previous[sink] < 0)
                return total;
            int flow = int.MaxValue;
            for (int v = sink; v != source; v = previous[v])
                flow = Math.Min(flow, left[previous[v], v]);
            for (int v = sink; v != source; v = previous[v])
            {
                left[previous[v], v] -= flow;
                left[v, previous[v]] += flow;
            }

            total += flow;
        }
    }

    public static int Run()
    {
        Graph<string> roads = new Graph<string>(false)
            .Add("Oslo", "Bergen", 463)
            .Add("Oslo", "Trondheim", 494)
            .Add("Bergen", "Stavanger", 209)
            .Add("Oslo", "Stavanger", 552)
            .Add("Trondheim", "Bodo", 706)
            .Add("Bodo", "Tromso", 556)
            .Add("Bergen", "Trondheim", 653)
            .Add("Malmo", "Ystad", 60);
        foreach ((string a, string b) in new[] { ("Stavanger", "Tromso"), ("Oslo", "Oslo"), ("Bergen", "Ystad"), ("Stavanger", "Oslo") })
            WriteLine(roads.Dijkstra(a, b) is var (distance, path) ? $"{distance}: {string.Join(" - ", path)}" : $"no way from {a} to {b}");
        WriteLine(roads.SpanningTree() + " " + string.Join("", roads.Color()));
        Graph<char> tasks = new Graph<char>(true).Add('a', 'b').Add('a', 'c').Add('b', 'd').Add('c', 'd').Add('e', 'c').Add('d', 'f');
        WriteLine(string.Join("", tasks.TopologicalOrder()));
        try
        {
            tasks.Add('f', 'b').TopologicalOrder();
        }
        catch (InvalidOperationException e)
        {
            WriteLine(e.Message);
        }
        WriteLine(string.Join(' ', tasks.Components().Select(c => string.Join("", c))));
        var random = new Graph<int>(true);
        uint seed = 42;
        for (int i = 0; i < 90; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            random.Add((int)(seed >> 8) % 30, (int)(seed >> 18) % 30, (int)(seed >> 26) + 1);
        }

        WriteLine(string.Join(' ', random.BellmanFord(0 + random.Nodes[0]).OrderBy(p => p.Key).Select(p => p.Key + ":" + p.Value)));
        WriteLine(
            random.BellmanFord(random.Nodes[0]).All(p => random.Dijkstra(random.Nodes[0], p.Key)?.Distance == p.Value)
                + " "
                + random.Components().Count
        );
        try
        {
            new Graph<int>(true).Add(1, 2, 3).Add(2, 1, -4).BellmanFord(1);
        }
        catch (InvalidOperationException e)
        {
            WriteLine(e.Message);
        }
        int[,] pipes = new int[6, 6];
        foreach (
            (int f, int t, int c) in new[]
            {
                (0, 1, 16),
                (0, 2, 13),
                (1, 3, 12),
                (2, 1, 4),
                (2, 4, 14),
                (3, 2, 9),
                (3, 5, 20),
                (4, 3, 7),
                (4, 5, 4),
            }
        )
            pipes[f, t] = c;
        WriteLine(MaxFlow(pipes, 0, 5));
        return 0;
    }
}
