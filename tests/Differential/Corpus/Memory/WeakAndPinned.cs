using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Corpus.Memory;

public static unsafe class WeakAndPinned
{
    private sealed class Node
    {
        public int Tag;
        public Node Next;
    }

    private sealed class Risen
    {
        public static Risen Saved;

        ~Risen() => Saved = this;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Away(Action make)
    {
        var thread = new Thread(() => make());
        thread.Start();
        thread.Join();
    }

    private static void Settle()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Weak()
    {
        var strong = new Node { Tag = 1 };
        var weakStrong = new WeakReference<Node>(strong);
        WeakReference lost = null,
            shortWeak = null,
            longWeak = null;
        Away(() =>
        {
            lost = new WeakReference(new Node { Tag = 2 });
            var risen = new Risen();
            shortWeak = new WeakReference(risen);
            longWeak = new WeakReference(risen, trackResurrection: true);
        });
        Settle();
        Console.WriteLine(weakStrong.TryGetTarget(out Node n) + " " + n.Tag + " " + lost.IsAlive);
        Away(() =>
            Console.WriteLine(
                shortWeak.IsAlive + " " + longWeak.IsAlive + " " + (longWeak.Target == Risen.Saved) + " " + longWeak.TrackResurrection
            )
        );
        Away(() => Risen.Saved = null);
        Settle();
        Away(() => Console.WriteLine(longWeak.IsAlive));
        weakStrong.SetTarget(null);
        Console.WriteLine(weakStrong.TryGetTarget(out _));
        GC.KeepAlive(strong);
    }

    private static void Handles()
    {
        var array = new int[] { 1, 2, 3, 4 };
        GCHandle pinned = GCHandle.Alloc(array, GCHandleType.Pinned);
        var address = (int*)pinned.AddrOfPinnedObject();
        GC.Collect();
        address[2] = 30;
        Console.WriteLine(array[2] + " " + (pinned.Target == array) + " " + pinned.IsAllocated);
        pinned.Free();
        GCHandle normal = default,
            weak = default;
        Away(() =>
        {
            normal = GCHandle.Alloc(
                new Node
                {
                    Tag = 7,
                    Next = new Node { Tag = 8 },
                }
            );
            weak = GCHandle.Alloc(new Node { Tag = 9 }, GCHandleType.Weak);
        });
        Settle();
        Console.WriteLine(((Node)normal.Target).Next.Tag + " " + (weak.Target == null));
        normal.Target = "text";
        nint raw = GCHandle.ToIntPtr(normal);
        Console.WriteLine((string)GCHandle.FromIntPtr(raw).Target);
        normal.Free();
        weak.Free();
        try
        {
            GCHandle.Alloc(new Node[1], GCHandleType.Pinned);
        }
        catch (ArgumentException)
        {
            Console.WriteLine("not blittable");
        }
        try
        {
            normal.Free();
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("freed");
        }
        var many = new List<GCHandle>();
        for (int i = 0; i < 1000; i++)
            many.Add(GCHandle.Alloc(new Node { Tag = i }));
        GC.Collect();
        int sum = 0;
        foreach (GCHandle handle in many)
        {
            sum += ((Node)handle.Target).Tag;
            handle.Free();
        }

        Console.WriteLine(sum);
    }

    private static void Tables()
    {
        var table = new ConditionalWeakTable<object, Node>();
        object key = new();
        WeakReference value = null,
            other = null;
        Away(() =>
        {
            var node = new Node { Tag = 5 };
            table.Add(key, node);
            value = new WeakReference(node);
            object dead = new();
            var cyclic = new Node { Tag = 6, Next = new Node() };
            table.Add(dead, cyclic);
            other = new WeakReference(cyclic);
        });
        Settle();
        Console.WriteLine(table.TryGetValue(key, out Node found) + " " + found.Tag + " " + value.IsAlive + " " + other.IsAlive);
        Console.WriteLine(table.GetValue(key, _ => null).Tag + " " + table.Remove(key) + " " + table.TryGetValue(key, out _));
        var dependent = new System.Runtime.DependentHandle(key, new Node { Tag = 11 });
        GC.Collect();
        Console.WriteLine(((Node)dependent.Dependent).Tag + " " + (dependent.Target == key));
        dependent.Dispose();
        GC.KeepAlive(key);
    }

    private static ref int Inner(int length)
    {
        var array = new int[length];
        array[length / 2] = 77;
        return ref array[length / 2];
    }

    private static void Interior()
    {
        ref int inside = ref Inner(1001);
        Span<byte> bytes = new byte[5000].AsSpan(4000, 500);
        bytes.Fill(3);
        ReadOnlyMemory<char> memory = new string('x', 300).AsMemory(100, 50);
        for (int i = 0; i < 200; i++)
        {
            var garbage = new byte[3000 + i];
            garbage[i] = 1;
        }

        GC.Collect();
        int sum = inside;
        foreach (byte b in bytes)
            sum += b;
        Console.WriteLine(sum + " " + memory.Span[49] + memory.Length);
    }

    private static void Lists()
    {
        Node head = null;
        for (int i = 0; i < 1500; i++)
            head = new Node { Tag = i & 7, Next = head };
        GC.Collect();
        long sum = 0;
        int count = 0;
        for (Node node = head; node != null; node = node.Next)
        {
            sum += node.Tag;
            count++;
        }

        Console.WriteLine(count + " " + sum);
    }

    public static int Run()
    {
        Weak();
        Handles();
        Tables();
        Interior();
        Lists();
        long before = GC.GetTotalMemory(false);
        GC.AddMemoryPressure(1 << 20);
        GC.RemoveMemoryPressure(1 << 20);
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        Console.WriteLine(
            (before > 0)
                + " "
                + (info.Index > 0)
                + " "
                + (info.HeapSizeBytes > 0)
                + " "
                + (info.TotalAvailableMemoryBytes > info.HeapSizeBytes)
                + " "
                + GC.MaxGeneration
        );
        int collections = GC.CollectionCount(0);
        GC.Collect();
        Console.WriteLine(GC.CollectionCount(0) > collections);
        return 0;
    }
}
