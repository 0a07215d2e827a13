using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Small methods that lock, dispose and clean up, called where the compiler copies them into their callers.</summary>
public static class InlinedCleanup
{
    private static readonly object s_gate = new();
    private static readonly StringBuilder s_log = new();
    private static int s_total;

    private static int Locked(int n)
    {
        lock (s_gate)
            return s_total += n;
    }

    private static int Cleaned(int n, string name)
    {
        try
        {
            return 100 / n;
        }
        finally
        {
            s_log.Append(name).Append(n).Append(' ');
        }
    }

    private static int Twice(int n)
    {
        try
        {
            return Cleaned(n, "a") + Cleaned(n - 1, "b");
        }
        finally
        {
            s_log.Append("twice ");
        }
    }

    private struct Scope(string name) : IDisposable
    {
        public string Name = name;

        public readonly void Dispose() => s_log.Append('~').Append(Name).Append(' ');
    }

    private static int Using(int n)
    {
        using var scope = new Scope("u" + n);
        return n < 0 ? throw new InvalidOperationException(scope.Name) : n + scope.Name.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sum(IEnumerable<int> numbers)
    {
        int sum = 0;
        foreach (int number in numbers)
            sum += number;
        return sum;
    }

    private sealed class Numbers(int count, int fails) : IEnumerable<int>, IEnumerator<int>
    {
        public int Current { get; private set; }

        object IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public bool MoveNext() => ++Current == fails ? throw new InvalidOperationException("at " + Current) : Current <= count;

        public void Reset() => Current = 0;

        public void Dispose() => s_log.Append("disposed at ").Append(Current).Append(' ');
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static int Synchronized(int n) => n == 3 ? throw new ArgumentException("three") : s_total -= n;

    private static int Loops(int from)
    {
        int result = from;
        string kept = "k" + from;
        for (int i = from; i >= -2; i--)
        {
            try
            {
                result = (result * 3) + Twice(i) + Locked(i) + kept.Length;
                result += Using(i) + Synchronized(i);
            }
            catch (DivideByZeroException)
            {
                s_log.Append("zero ");
                result += kept.Length;
            }
            catch (InvalidOperationException e)
            {
                s_log.Append(e.Message).Append(' ');
            }
            catch (ArgumentException e) when (Using(7) == 9 && e.Message == "three")
            {
                s_log.Append("filtered ");
            }
        }

        return result;
    }

    // The handler of the callee runs inside the handler of its caller, and is left by an exception of its own.
    private static int InHandler(int n)
    {
        try
        {
            return Cleaned(n, "c");
        }
        catch (DivideByZeroException)
        {
            return Cleaned(n + 2, "d") + Locked(1);
        }
        finally
        {
            Locked(Using(n));
        }
    }

    private static WeakReference Held()
    {
        var gate = new object();
        WeakReference held = new(gate);
        Touch(gate);
        return held;
    }

    private static void Touch(object gate)
    {
        lock (gate)
            s_total++;
    }

    public static int Run()
    {
        WriteLine(Loops(5));
        WriteLine(s_log);
        s_log.Clear();
        for (int i = 0; i < 3; i++)
            WriteLine(InHandler(i));
        WriteLine(s_log);
        s_log.Clear();
        WriteLine(Sum([1, 2, 3]) + Sum(new List<int> { 4, 5 }) + Sum(new Numbers(4, 0)));
        try
        {
            WriteLine(Sum(new Numbers(9, 6)));
        }
        catch (InvalidOperationException e)
        {
            WriteLine(e.Message);
        }

        WriteLine(s_log);
        WriteLine(s_total);
        WeakReference held = Held();
        GC.Collect();
        WriteLine(held.IsAlive);
        return 0;
    }
}
