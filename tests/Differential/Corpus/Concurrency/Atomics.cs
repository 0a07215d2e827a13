using System;
using System.Linq;
using System.Threading;

namespace Corpus.Concurrency;

public static class Atomics
{
    private sealed class Node(int value, Node next)
    {
        public readonly int Value = value;
        public Node Next = next;
    }

    private static Node s_top;
    private static int s_int;
    private static long s_long;
    private static byte s_byte;
    private static short s_short;
    private static double s_double;
    private static volatile bool s_ready;
    private static int s_payload;

    private static void Push(int value)
    {
        var node = new Node(value, null);
        do node.Next = Volatile.Read(ref s_top);
        while (Interlocked.CompareExchange(ref s_top, node, node.Next) != node.Next);
    }

    public static int Run()
    {
        Console.WriteLine(
            Interlocked.Increment(ref s_int)
                + " "
                + Interlocked.Add(ref s_int, 41)
                + " "
                + Interlocked.Exchange(ref s_int, 7)
                + " "
                + Interlocked.Decrement(ref s_int)
        );
        Console.WriteLine(Interlocked.Or(ref s_int, 0x18) + " " + Interlocked.And(ref s_int, 0x12) + " " + s_int);
        Console.WriteLine(
            Interlocked.Add(ref s_long, 1L << 40)
                + " "
                + Interlocked.CompareExchange(ref s_long, 5, 1L << 40)
                + " "
                + Interlocked.Read(ref s_long)
        );
        Console.WriteLine(Interlocked.Exchange(ref s_byte, 200) + " " + Interlocked.CompareExchange(ref s_byte, 3, 200) + " " + s_byte);
        Console.WriteLine(Interlocked.CompareExchange(ref s_short, -5, 0) + " " + Interlocked.Exchange(ref s_short, 9));
        Console.WriteLine(
            Interlocked.Exchange(ref s_double, 2.5) + " " + Interlocked.CompareExchange(ref s_double, 3.5, 2.5) + " " + s_double
        );
        Thread[] threads = Enumerable
            .Range(0, 4)
            .Select(k => new Thread(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    Push((k * 100) + i);
                    Interlocked.Increment(ref s_long);
                    if (i % 20 == 0)
                        Thread.Yield();
                }
            }))
            .ToArray();
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        int count = 0,
            sum = 0;
        for (Node node = s_top; node != null; node = node.Next)
        {
            count++;
            sum += node.Value;
        }

        Console.WriteLine(count + " " + sum + " " + s_long);
        var reader = new Thread(() =>
        {
            var spin = new SpinWait();
            while (!s_ready)
                spin.SpinOnce();
            Console.WriteLine(s_payload);
        });
        reader.Start();
        s_payload = 12345;
        s_ready = true;
        reader.Join();
        var spinLock = new SpinLock();
        bool taken = false;
        spinLock.Enter(ref taken);
        Console.WriteLine(taken + " " + spinLock.IsHeld);
        spinLock.Exit();
        Interlocked.MemoryBarrier();
        string text = null;
        Console.WriteLine(
            LazyInitializer.EnsureInitialized(ref text, () => "made") + LazyInitializer.EnsureInitialized(ref text, () => "again")
        );
        var lazy = new Lazy<object>(() => throw new FormatException("lazy"), LazyThreadSafetyMode.ExecutionAndPublication);
        for (int i = 0; i < 2; i++)
        {
            try
            {
                _ = lazy.Value;
            }
            catch (FormatException e)
            {
                Console.WriteLine(e.Message + " " + lazy.IsValueCreated);
            }
        }

        Console.WriteLine(SpinWait.SpinUntil(() => true, 10) + " " + SpinWait.SpinUntil(() => false, 5));
        return 0;
    }
}
