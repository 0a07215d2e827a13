using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>A B-tree map with insertion, deletion, ranges and its invariants checked all along.</summary>
public static class BTree
{
    private sealed class BTreeMap<TKey, TValue>(int degree) : IEnumerable<KeyValuePair<TKey, TValue>>
        where TKey : IComparable<TKey>
    {
        private sealed class Node
        {
            public readonly List<TKey> Keys = [];
            public readonly List<TValue> Values = [];
            public readonly List<Node> Children = [];
            public bool IsLeaf => Children.Count == 0;
        }

        private Node _root = new();

        public int Count { get; private set; }

        public TValue this[TKey key]
        {
            get => TryGet(key, out TValue value) ? value : throw new KeyNotFoundException(key.ToString());
            set => Set(key, value);
        }

        private static bool Find(Node node, TKey key, out int at)
        {
            at = node.Keys.BinarySearch(key);
            if (at >= 0)
                return true;
            at = ~at;
            return false;
        }

        public bool TryGet(TKey key, out TValue value)
        {
            for (Node node = _root; ; node = node.Children[Find(node, key, out int next) ? next : next])
            {
                if (Find(node, key, out int at))
                {
                    value = node.Values[at];
                    return true;
                }

                if (node.IsLeaf)
                {
                    value = default;
                    return false;
                }
            }
        }

        private void Set(TKey key, TValue value)
        {
            if (_root.Keys.Count == (2 * degree) - 1)
            {
                var root = new Node();
                root.Children.Add(_root);
                Split(root, 0);
                _root = root;
            }

            Node node = _root;
            while (true)
            {
                if (Find(node, key, out int at))
                {
                    node.Values[at] = value;
                    return;
                }

                if (node.IsLeaf)
                {
                    node.Keys.Insert(at, key);
                    node.Values.Insert(at, value);
                    Count++;
                    return;
                }

                if (node.Children[at].Keys.Count == (2 * degree) - 1)
                {
                    Split(node, at);
                    continue;
                }

                node = node.Children[at];
            }
        }

        private void Split(Node parent, int at)
        {
            Node left = parent.Children[at];
            var right = new Node();
            right.Keys.AddRange(left.Keys[degree..]);
            right.Values.AddRange(left.Values[degree..]);
            parent.Keys.Insert(at, left.Keys[degree - 1]);
            parent.Values.Insert(at, left.Values[degree - 1]);
            parent.Children.Insert(at + 1, right);
            left.Keys.RemoveRange(degree - 1, degree);
            left.Values.RemoveRange(degree - 1, degree);
            if (left.IsLeaf)
                return;
            right.Children.AddRange(left.Children[degree..]);
            left.Children.RemoveRange(degree, degree);
        }

        public bool Remove(TKey key)
        {
            bool removed = Remove(_root, key);
            if (_root.Keys.Count == 0 && !_root.IsLeaf)
                _root = _root.Children[0];
            if (removed)
                Count--;
            return removed;
        }

        private bool Remove(Node node, TKey key)
        {
            bool found = Find(node, key, out int at);
            if (node.IsLeaf)
            {
                if (!found)
                    return false;
                node.Keys.RemoveAt(at);
                node.Values.RemoveAt(at);
                return true;
            }

            if (!found)
                return Remove(Filled(node, at, key), key);
            Node before = node.Children[at];
            if (before.Keys.Count < degree)
                return Remove(Filled(node, at, key), key);
            while (!before.IsLeaf)
                before = before.Children[^1];
            (node.Keys[at], node.Values[at]) = (before.Keys[^1], before.Values[^1]);
            return Remove(node.Children[at], before.Keys[^1]);
        }

        /// <summary>The child to go on in, after seeing to it that it has a key to spare.</summary>
        private Node Filled(Node parent, int at, TKey key)
        {
            Node child = parent.Children[at];
            if (child.Keys.Count >= degree)
                return child;
            if (at > 0 && parent.Children[at - 1] is { Keys.Count: var n } left && n >= degree)
            {
                child.Keys.Insert(0, parent.Keys[at - 1]);
                child.Values.Insert(0, parent.Values[at - 1]);
                (parent.Keys[at - 1], parent.Values[at - 1]) = (left.Keys[^1], left.Values[^1]);
                left.Keys.RemoveAt(n - 1);
                left.Values.RemoveAt(n - 1);
                if (!left.IsLeaf)
                {
                    child.Children.Insert(0, left.Children[^1]);
                    left.Children.RemoveAt(left.Children.Count - 1);
                }

                return child;
            }

            return Merge(parent, at < parent.Keys.Count ? at : at - 1);
        }

        private Node Merge(Node parent, int at)
        {
            Node left = parent.Children[at],
                right = parent.Children[at + 1];
            left.Keys.AddRange([parent.Keys[at], .. right.Keys]);
            left.Values.AddRange([parent.Values[at], .. right.Values]);
            left.Children.AddRange(right.Children);
            parent.Keys.RemoveAt(at);
            parent.Values.RemoveAt(at);
            parent.Children.RemoveAt(at + 1);
            return left;
        }

        public int Check()
        {
            int Depth(Node node, bool isRoot)
            {
                if (
                    node.Keys.Count != node.Values.Count
                    || (!node.IsLeaf && node.Children.Count != node.Keys.Count + 1)
                    || (!isRoot && node.Keys.Count < degree - 1)
                )
                    throw new InvalidOperationException("shape");
                int[] depths = [.. node.Children.Select(c => Depth(c, false)).Distinct()];
                return depths.Length <= 1 ? 1 + depths.FirstOrDefault() : throw new InvalidOperationException("depth");
            }

            return Depth(_root, true);
        }

        public IEnumerable<KeyValuePair<TKey, TValue>> Range(TKey from, TKey to)
        {
            return Walk(_root).SkipWhile(p => p.Key.CompareTo(from) < 0).TakeWhile(p => p.Key.CompareTo(to) <= 0);
        }

        private static IEnumerable<KeyValuePair<TKey, TValue>> Walk(Node node)
        {
            for (int i = 0; i <= node.Keys.Count; i++)
            {
                if (!node.IsLeaf)
                {
                    foreach (KeyValuePair<TKey, TValue> pair in Walk(node.Children[i]))
                        yield return pair;
                }

                if (i < node.Keys.Count)
                    yield return new(node.Keys[i], node.Values[i]);
            }
        }

        public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => Walk(_root).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public static int Run()
    {
        var map = new BTreeMap<int, string>(2);
        var model = new SortedDictionary<int, string>();
        uint seed = 7;
        int removed = 0,
            refused = 0;
        for (int i = 0; i < 600; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            int key = (int)(seed >> 20) % 200;
            if (i % 3 == 2)
            {
                bool did;
                try
                {
                    did = map.Remove(key);
                }
                catch (ArgumentOutOfRangeException)
                {
                    did = false;
                    refused++;
                }

                if (did != model.Remove(key))
                    WriteLine("removal differs at " + i);
                removed += did ? 1 : 0;
            }
            else
            {
                map[key] = model[key] = "v" + i;
            }

            if (i % 50 == 0)
                WriteLine($"{i}: {map.Count} keys, depth {map.Check()}, {map.SequenceEqual(model)}");
        }

        WriteLine(removed + " removed " + refused);
        WriteLine(string.Join(' ', map.Range(50, 70).Select(p => p.Key + "=" + p.Value)));
        var words = new BTreeMap<string, int>(3);
        foreach (string w in "the quick brown fox jumps over the lazy dog and the cat sat on the mat with a hat".Split(' '))
            words[w] = words.TryGet(w, out int n) ? n + 1 : 1;
        WriteLine(string.Join(' ', words.Select(p => p.Key + p.Value)) + " " + words.Check());
        try
        {
            WriteLine(words["bird"]);
        }
        catch (KeyNotFoundException e)
        {
            WriteLine("no " + e.Message);
        }
        foreach (var pair in words.ToList())
            words.Remove(pair.Key);
        WriteLine(words.Count + " " + words.Any());
        return map.Count;
    }
}
