using System;
using System.Threading;

namespace Corpus.Runtime;

public static class Locks
{
    private static readonly object s_gate = new();
    private static readonly Lock s_lock = new();
    private static int s_value;

    private static void Nested(int depth)
    {
        lock (s_gate)
        {
            s_value++;
            if (depth > 0)
                Nested(depth - 1);
        }
    }

    public static int Run()
    {
        Nested(100);
        try { lock (s_gate) { throw new InvalidOperationException(); } }
        catch (InvalidOperationException) { Console.WriteLine(Monitor.IsEntered(s_gate)); }
        lock (s_lock) s_value += 1000;
        Console.WriteLine(s_value + " " + s_gate.GetHashCode().Equals(s_gate.GetHashCode()));
        lock (s_gate) Console.WriteLine(Monitor.IsEntered(s_gate) + " " + Monitor.TryEnter(s_gate));
        Console.WriteLine(Interlocked.Increment(ref s_value) + " " + Interlocked.CompareExchange(ref s_value, 5, 0));
        Console.WriteLine(Environment.CurrentManagedThreadId > 0);
        Monitor.Exit(s_gate);
        try { Monitor.Exit(s_gate); } catch (SynchronizationLockException) { Console.WriteLine("not held"); }
        return 0;
    }
}
