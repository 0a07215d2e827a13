using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Corpus.Runtime;

/// <summary>Dispatch through many kinds of frames, with handlers that throw, loops that catch, and locals that must survive.</summary>
public static class Unwinding
{
    private static readonly StringBuilder s_log = new();

    private sealed class Signal(int value) : Exception("signal " + value)
    {
        public int Value { get; } = value;
    }

    private static void Log(string text) => s_log.Append(text).Append(' ');

    private static void Flush(string title)
    {
        Console.WriteLine(title + ": " + s_log);
        s_log.Clear();
    }

    private static int Deep(int depth, ref int caller, Span<int> shared)
    {
        int own = depth;
        object box = depth;
        try
        {
            caller++;
            if (depth == 0)
                throw new Signal(shared[0]);
            return Deep(depth - 1, ref own, shared) + own;
        }
        finally
        {
            shared[1] += (int)box - (own - (depth == 0 ? 0 : 1));
            shared[2]++;
        }
    }

    private static bool Check(int depth, int want)
    {
        // A filter that needs much stack.
        Span<int> room = stackalloc int[20];
        room[depth % 20] = depth;
        if (depth != 0)
            return Check(depth - 1, want) && room[depth % 20] == depth;
        Log("filter" + want);
        return want == 1;
    }

    private static void Filters()
    {
        int local = 3;
        string text = "a";
        try
        {
            try
            {
                local = 4;
                throw new Signal(1);
            }
            catch (Signal s) when (Check(200, 0) || s.Value == 99)
            {
                Log("wrong");
            }
            catch (Signal s) when (++local == 5 && Check(300, s.Value))
            {
                text += local + s.Message;
                Log(text);
                throw new InvalidOperationException("from handler", s);
            }
            finally
            {
                Log("finally" + local);
            }
        }
        catch (InvalidOperationException e) when (e.InnerException is Signal { Value: 1 })
        {
            Log("outer " + e.Message);
        }

        try
        {
            throw new Signal(2);
        }
        catch (Signal) when (Throws())
        {
            Log("wrong");
        }
        catch (Signal s)
        {
            Log("throwing filter is no: " + s.Value);
        }

        Flush("filters");
    }

    private static bool Throws() => throw new InvalidOperationException();

    private static void Finallies()
    {
        for (int i = 0; i < 4; i++)
        {
            try
            {
                try
                {
                    try
                    {
                        if (i == 0) continue;
                        if (i == 1) throw new Signal(i);
                        if (i == 2) throw new ArgumentException("two");
                        Log("plain");
                    }
                    finally
                    {
                        Log("inner" + i);
                        if (i == 2)
                            throw new Signal(20);
                    }
                }
                catch (Signal s) when (s.Value == 1)
                {
                    Log("caught" + s.Value);
                }
                finally
                {
                    try { throw new Signal(i + 100); }
                    catch (Signal s) { Log("nested" + s.Value); }
                }
            }
            catch (ArgumentException)
            {
                Log("not replaced");
            }
            catch (Signal s)
            {
                Log("replaced" + s.Value);
                break;
            }
            finally
            {
                Log("end" + i);
            }
        }

        Flush("finallies");
    }

    private static void Rethrows()
    {
        Exception kept = null;
        try
        {
            try { throw new Signal(7); }
            catch (Signal) { throw; }
        }
        catch (Exception e) { kept = e; }
        try { ExceptionDispatchInfo.Capture(kept).Throw(); }
        catch (Signal s) { Log("captured " + s.Value + ReferenceEquals(s, kept)); }
        try { throw kept; }
        catch (Signal s) { Log("again " + s.Value); }
        Flush("rethrows");
    }

    private static IEnumerable<int> Numbers()
    {
        try
        {
            for (int i = 0; ; i++)
                yield return i;
        }
        finally
        {
            Log("disposed");
        }
    }

    private interface IAct { int Act(int x); }

    private sealed class Thrower : IAct { public int Act(int x) => x > 2 ? throw new Signal(x) : x; }

    private struct ValueThrower : IAct { public int Act(int x) => x > 1 ? throw new Signal(x * 10) : x; }

    private static T Through<T>(Func<T> f) { try { return f(); } finally { Log("through"); } }

    private static int Generic<T>(T act, int x) where T : IAct
    {
        try { return act.Act(x) + Generic(act, x + 1); }
        catch (Signal s) { return s.Value; }
    }

    private static void Frames()
    {
        try
        {
            foreach (int n in Numbers())
                if (n == 3) throw new Signal(n);
        }
        catch (Signal s) { Log("foreach" + s.Value); }
        IAct act = new Thrower();
        Log(Generic(act, 0).ToString());
        Log(Generic(new ValueThrower(), 0).ToString());
        try { Through(() => Through(() => act.Act(50))); }
        catch (Signal s) { Log("delegate" + s.Value); }
        Action both = () => Log("first");
        both += () => throw new Signal(8);
        both += () => Log("never");
        try { both(); }
        catch (Signal s) { Log("multicast" + s.Value); }
        Flush("frames");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadLength(int[] a) => a.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Field(Exception e) => e.Message;

    private static void Faults()
    {
        int done = 0;
        for (int i = 0; i < 300; i++)
        {
            int local = i;
            try
            {
                local += 5;
                done += ReadLength(i % 2 == 0 ? null : new int[1]);
            }
            catch (NullReferenceException)
            {
                done += local - i - 3;
            }
        }

        Log(done.ToString());
        try { Field(null); } catch (NullReferenceException) { Log("virtual"); }
        string s = null;
        try { Log(s.Substring(1)); } catch (NullReferenceException) { Log("call"); }
        object[] objects = null;
        try { objects[3] = "x"; } catch (NullReferenceException) { Log("element"); }
        Action action = null;
        try { action(); } catch (NullReferenceException) { Log("delegate"); }
        try { lock (s) { } } catch (ArgumentNullException) { Log("lock"); }
        Flush("faults");
    }

    public static int Run()
    {
        Span<int> shared = stackalloc int[3];
        shared[0] = 11;
        int top = 0;
        for (int depth = 1; depth < 3000; depth *= 7)
        {
            try { Deep(depth, ref top, shared); }
            catch (Signal s) { Log(s.Value + "," + top + "," + shared[1] + "," + shared[2]); }
        }

        Flush("deep");
        Filters();
        Finallies();
        Rethrows();
        Frames();
        Faults();
        return 3;
    }
}
