using System;
using System.Runtime.CompilerServices;
using System.Threading;
using static System.Console;

namespace Corpus.Language;

/// <summary>lock on objects and Lock, re-entrancy, leaving by exception, return, break and yield.</summary>
public static class LockForms
{
    private static readonly object s_gate = new();
    private static readonly Lock s_lock = new();
    private static int s_n;

    private static int Ret()
    {
        lock (s_gate)
        {
            s_n++;
            return s_n;
        }
    }

    private static void Thrower()
    {
        lock (s_gate)
            throw new Exception();
    }

    private static int Loop()
    {
        int r = 0;
        for (int i = 0; i < 5; i++)
        {
            lock (s_lock)
            {
                if (i == 1)
                    continue;
                if (i == 3)
                    break;
                r += i;
            }
        }
        return r;
    }

    private static void Nest(int n)
    {
        lock (s_lock)
            lock (s_gate)
            {
                if (n > 0)
                    Nest(n - 1);
                s_n++;
            }
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static void Sync(int n)
    {
        s_n += n;
        if (n > 0)
            Sync(n - 1);
    }

    private sealed class C
    {
        public int V;

        [MethodImpl(MethodImplOptions.Synchronized)]
        public int Up()
        {
            V++;
            if (V < 3)
                Up();
            if (V == 3)
                throw new Exception("three");
            return V;
        }
    }

    public static int Run()
    {
        WriteLine(Ret() + " " + Loop());
        try
        {
            Thrower();
        }
        catch (Exception)
        {
            WriteLine(Monitor.IsEntered(s_gate));
        }
        Nest(10);
        Sync(4);
        WriteLine(s_n + " " + s_lock.IsHeldByCurrentThread + Monitor.IsEntered(s_gate));
        var c = new C();
        try
        {
            c.Up();
        }
        catch (Exception e)
        {
            WriteLine(e.Message + Monitor.IsEntered(c));
        }
        using (s_lock.EnterScope())
            WriteLine(s_lock.IsHeldByCurrentThread + "" + s_lock.TryEnter());
        s_lock.Exit();
        WriteLine(s_lock.IsHeldByCurrentThread);
        bool taken = false;
        try
        {
            Monitor.Enter(s_gate, ref taken);
            s_n++;
        }
        finally
        {
            if (taken)
                Monitor.Exit(s_gate);
        }
        WriteLine(taken + "" + Monitor.TryEnter(s_gate) + Monitor.IsEntered(s_gate));
        Monitor.Exit(s_gate);
        try
        {
            s_lock.Exit();
        }
        catch (SynchronizationLockException)
        {
            WriteLine("not held");
        }
        lock ("str")
            lock (typeof(int))
                WriteLine("held");
        try
        {
            lock ((object)null) { }
        }
        catch (ArgumentNullException)
        {
            WriteLine("null");
        }
        return 0;
    }
}
