using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Filters run before any finally of the frames below, in order, and see their state.</summary>
public static class FilterOrder
{
    private static readonly List<string> s_log = [];

    private static bool Log(string s, bool result = false)
    {
        s_log.Add(s);
        return result;
    }

    private static void Deep(int n)
    {
        try
        {
            if (n == 0)
                throw new InvalidOperationException("x");
            Deep(n - 1);
        }
        catch (InvalidOperationException) when (Log("filter " + n, n == 2))
        {
            Log("catch " + n);
            throw;
        }
        catch (ArgumentException) when (Log("wrong type"))
        {
            Log("never");
        }
        finally
        {
            Log("finally " + n);
        }
    }

    private static void State()
    {
        int local = 1;
        try
        {
            local = 2;
            try
            {
                local = 3;
                throw new Exception("s");
            }
            finally
            {
                local = 4;
                Log("inner finally");
            }
        }
        catch (Exception e) when (Log("local " + local + e.Message, local == 3))
        {
            Log("after " + local);
        }
    }

    private static int Throwing()
    {
        try
        {
            throw new Exception("first");
        }
        catch (Exception e) when (Bad(e))
        {
            return 1;
        }
        catch (Exception e) when (e.Message == "first")
        {
            return 2;
        }
    }

    private static bool Bad(Exception e)
    {
        try
        {
            Log("in filter");
            throw new FormatException();
        }
        finally
        {
            Log("filter's finally");
        }
    }

    private static bool Nested(Exception e)
    {
        try
        {
            throw new ArgumentException("n");
        }
        catch (ArgumentException a) when (Log("nested " + a.Message + e.Message, true))
        {
            return Log("nested result", true);
        }
        finally
        {
            Log("nested finally");
        }
    }

    public static int Run()
    {
        try
        {
            Deep(4);
        }
        catch (InvalidOperationException) when (Log("outer filter", true))
        {
            Log("outer catch");
        }
        State();
        Log("threw " + Throwing());
        try
        {
            throw new Exception("o");
        }
        catch (Exception e) when (Nested(e))
        {
            Log("caught " + e.Message);
        }
        try
        {
            try
            {
                throw new Exception("p");
            }
            catch (Exception) when (Log("no")) { }
            finally
            {
                Log("f1");
            }
        }
        catch (Exception) when (Log("yes", true))
        {
            Log("c");
        }
        finally
        {
            Log("f2");
        }
        foreach (string s in s_log)
            WriteLine(s);
        return s_log.Count;
    }
}
