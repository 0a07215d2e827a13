using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Many allocations of many sizes with structures that must survive collections.</summary>
public static class GarbageChurn
{
    private sealed class Node
    {
        public Node Left,
            Right;
        public int Key;
        public byte[] Payload;
        public string Name;
    }

    private static Node Insert(Node n, int key, ref int made)
    {
        if (n == null)
        {
            made++;
            return new Node
            {
                Key = key,
                Payload = new byte[key % 300],
                Name = "n" + key,
            };
        }
        if (key < n.Key)
            n.Left = Insert(n.Left, key, ref made);
        else if (key > n.Key)
            n.Right = Insert(n.Right, key, ref made);
        return n;
    }

    private static long Check(Node n) =>
        n == null
            ? 0
            : Check(n.Left) + Check(n.Right) + n.Key + n.Payload.Length + n.Name.Length + (n.Payload.Length > 0 ? n.Payload[^1] : 0);

    public static int Run()
    {
        Node root = null;
        int made = 0;
        uint seed = 12345;
        var ring = new object[64];
        long junk = 0;
        for (int i = 0; i < 3000; i++)
        {
            seed = seed * 1664525 + 1013904223;
            root = Insert(root, (int)(seed >> 16) % 1000, ref made);
            ring[i & 63] = (i & 3) switch
            {
                0 => new int[i % 500],
                1 => "s" + i,
                2 => new List<int> { i, i + 1 },
                _ => (object)(i, (object)ring[(i + 5) & 63]?.GetType().Name),
            };
            if (ring[(i * 7) & 63] is int[] a)
                junk += a.Length;
        }
        WriteLine(made + " " + Check(root) + " " + junk);
        var dict = new Dictionary<string, List<string>>();
        for (int i = 0; i < 500; i++)
        {
            string k = "k" + i % 50;
            if (!dict.TryGetValue(k, out var l))
                dict[k] = l = [];
            l.Add(new string((char)('a' + i % 26), i % 40));
        }
        int total = 0;
        foreach (var (k, l) in dict)
        foreach (string s in l)
            total += s.Length + k.Length;
        WriteLine(total);
        GC.Collect();
        WriteLine(GC.CollectionCount(0) > 0);
        return 0;
    }
}
