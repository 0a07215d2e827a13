using System;
using System.Collections.Generic;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class CollectorTests
{
    private sealed class Node
    {
        public Node? Left;
        public Node? Right;
        public int Tag;

        public int Count() => 1 + (Left?.Count() ?? 0) + (Right?.Count() ?? 0);
    }

    public static void Run(Suite suite)
    {
        suite.Test("Collect_TreesOnStacks_Survive", Trees);
        suite.Test("Collect_ParkedGoroutines_KeepTheirObjects", Parked);
        suite.Test("Collect_InteriorReferences_KeepTheObject", Interior);
        suite.Test("Collect_Churn_MemoryIsReused", Churn);
        suite.Test("Collect_ValuesInChannels_Survive", InChannels);
    }

    private static Node Make(int depth) =>
        depth == 0 ? new Node() : new Node { Left = Make(depth - 1), Right = Make(depth - 1), Tag = depth };

    private static void Trees()
    {
        Node keep = Make(10);
        for (int i = 0; i < Suite.Scaled(20); i++)
            Check.Equal(127, Make(6).Count());
        GC.Collect();
        Check.Equal(2047, keep.Count());
    }

    private static void Parked()
    {
        var start = new Channel<bool>();
        var results = new Channel<int>(10);
        for (int i = 0; i < 10; i++)
        {
            int depth = i;
            Go.Spawn(() =>
            {
                Node tree = Make(depth);
                start.Receive();
                results.Send(tree.Count());
            });
        }

        for (int i = 0; i < 50; i++)
            Go.Yield();
        GC.Collect();
        for (int i = 0; i < Suite.Scaled(2000); i++)
            _ = new byte[500];
        GC.Collect();
        for (int i = 0; i < 10; i++)
            start.Send(true);
        int sum = 0;
        for (int i = 0; i < 10; i++)
            sum += results.Receive();
        Check.Equal(2036, sum, "nodes of ten trees: 2^(d+1) - 1 for d in 0..9");
    }

    private static ref int Inside(int value)
    {
        int[] array = new int[100];
        array[50] = value;
        return ref array[50];
    }

    private static void Interior()
    {
        ref int inside = ref Inside(77);
        Span<char> span = new string('x', 50).ToCharArray().AsSpan(10, 5);
        for (int i = 0; i < 200; i++)
            _ = new int[100];
        GC.Collect();
        for (int i = 0; i < 200; i++)
            new int[100].AsSpan().Fill(-1);
        Check.Equal(77, inside);
        foreach (char c in span)
            Check.Equal('x', c);
    }

    private static void Churn()
    {
        var live = new List<byte[]>();
        for (int i = 0; i < Suite.Scaled(3000); i++)
        {
            live.Add(new byte[8000]);
            if (live.Count > 10)
                live.RemoveAt(0);
        }

        Check.Equal(10, live.Count);
    }

    private static void InChannels()
    {
        var channel = new Channel<Node>(20);
        for (int i = 0; i < 20; i++)
            channel.Send(Make(4));
        GC.Collect();
        for (int i = 0; i < 20; i++)
            Check.Equal(31, channel.Receive()!.Count());
    }
}
