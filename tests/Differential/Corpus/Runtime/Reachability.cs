using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Corpus.Runtime;

/// <summary>What keeps objects alive, and what does not.</summary>
public static unsafe class Reachability
{
    private static int s_finalized;
    private static Resurrected s_back;
    [ThreadStatic]
    private static object t_own;

    private sealed class Noisy
    {
        ~Noisy() => s_finalized++;
    }

    private sealed class Resurrected
    {
        public int[] Payload = [1, 2, 3];

        ~Resurrected() => s_back = this;
    }

    private struct Pair
    {
        public object First;
        public int Number;
        public string Second;
    }

    private sealed class Holder
    {
        public Pair Pair;
        public Holder Next;
        public int[] Numbers = new int[8];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(int count)
    {
        for (int i = 0; i < count; i++)
            _ = new Noisy();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropOne() => _ = new Resurrected();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Holder> Weak(bool keep, List<Holder> kept)
    {
        var holder = new Holder();
        if (keep)
            kept.Add(holder);
        return new WeakReference<Holder>(holder);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref int Interior(int value)
    {
        var holder = new Holder();
        holder.Numbers[5] = value;
        return ref holder.Numbers[5];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<byte> Tail(int length)
    {
        var bytes = new byte[length];
        bytes[length - 1] = 77;
        return bytes.AsSpan(length - 4);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scrub(int depth)
    {
        Span<long> room = stackalloc long[64];
        room.Fill(depth);
        if (depth > 0)
            Scrub(depth - 1);
    }

    private static void Churn()
    {
        for (int i = 0; i < 50; i++)
        {
            var junk = new object[100];
            junk[i] = new string('x', i + 1);
        }

        GC.Collect();
    }

    private static void Weaks()
    {
        var kept = new List<Holder>();
        WeakReference<Holder> one = Weak(true, kept);
        WeakReference<Holder> two = Weak(false, kept);
        Scrub(20);
        Churn();
        Console.WriteLine(one.TryGetTarget(out Holder alive) + " " + ReferenceEquals(alive, kept[0]) + " " + two.TryGetTarget(out _));
        var handle = GCHandle.Alloc(new Pair { First = "boxed", Number = 4 });
        var array = new byte[10];
        var pinned = GCHandle.Alloc(array, GCHandleType.Pinned);
        *(byte*)(pinned.AddrOfPinnedObject() + 3) = 9;
        Churn();
        Console.WriteLine(((Pair)handle.Target).Number + " " + array[3] + " " + handle.IsAllocated);
        handle.Free();
        pinned.Free();
        Console.WriteLine(handle.IsAllocated);
    }

    private static void Finalizers()
    {
        Drop(50);
        Scrub(20);
        Churn();
        GC.WaitForPendingFinalizers();
        Console.WriteLine(s_finalized >= 49);
        int before = s_finalized;
        var suppressed = new Noisy();
        GC.SuppressFinalize(suppressed);
        suppressed = null;
        Scrub(20);
        Churn();
        GC.WaitForPendingFinalizers();
        Console.WriteLine(s_finalized - before <= 1);
        DropOne();
        Scrub(20);
        Churn();
        GC.WaitForPendingFinalizers();
        Churn();
        Console.WriteLine(s_back?.Payload[2]);
    }

    private static void Interiors()
    {
        ref int inside = ref Interior(41);
        Span<byte> tail = Tail(1000);
        Span<byte> large = Tail(100_000);
        var pairs = new Pair[300];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = new Pair { First = new int[] { i }, Number = i, Second = "s" + i };
        t_own = new Holder { Pair = pairs[7], Next = new Holder() };
        Churn();
        inside++;
        int good = 0;
        for (int i = 0; i < pairs.Length; i++)
            if (((int[])pairs[i].First)[0] == i && pairs[i].Second == "s" + i) good++;
        Console.WriteLine(inside + " " + tail[3] + " " + large[3] + " " + good + " " + ((Holder)t_own).Pair.Second);
        object[,] grid = new object[5, 5];
        for (int i = 0; i < 25; i++) grid[i / 5, i % 5] = new Pair { Number = i };
        Churn();
        int sum = 0;
        foreach (object o in grid) sum += ((Pair)o).Number;
        Console.WriteLine(sum);
    }

    private static void Lists()
    {
        Holder chain = null;
        for (int i = 0; i < 2_000; i++)
            chain = new Holder { Next = chain, Pair = new Pair { Number = i } };
        Churn();
        long sum = 0;
        for (Holder h = chain; h != null; h = h.Next) sum += h.Pair.Number + h.Numbers.Length;
        Console.WriteLine(sum);
    }

    public static int Run()
    {
        Weaks();
        Finalizers();
        Interiors();
        Lists();
        return 0;
    }
}
