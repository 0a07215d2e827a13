using System;
using System.Collections.Generic;

namespace Corpus.Exceptions;

public static class Flow
{
    private sealed class MyException(string message, int code) : Exception(message)
    {
        public int Code => code;
    }

    private static int Finally(int n)
    {
        int x = 0;
        try
        {
            x = 1;
            if (n == 1)
                return x + 10;
            if (n == 2)
                throw new MyException("two", 2);
            x = 2;
        }
        catch (MyException e) when (e.Code == 3)
        {
            x = 300;
        }
        catch (MyException e)
        {
            x = 200 + e.Code;
        }
        finally
        {
            Console.WriteLine("finally " + n + " " + x);
            x = 5;
        }
        return x;
    }

    private static void Nested(int depth, List<string> log)
    {
        try
        {
            try
            {
                if (depth == 0)
                    throw new InvalidOperationException("deep");
                Nested(depth - 1, log);
            }
            finally
            {
                log.Add("f" + depth);
            }
        }
        catch (ArgumentException)
        {
            log.Add("never");
        }
        catch (InvalidOperationException e) when (depth == 2)
        {
            log.Add("caught " + e.Message);
            throw new MyException("outer", depth);
        }
    }

    private static string Loop()
    {
        string s = "";
        for (int i = 0; i < 6; i++)
        {
            try
            {
                if (i == 1)
                    continue;
                if (i == 4)
                    break;
                s += i;
                if (i == 2)
                    throw new Exception("x");
            }
            catch
            {
                s += "c";
            }
            finally
            {
                s += "f";
            }
        }
        return s;
    }

    private static int Replace()
    {
        try
        {
            try
            {
                throw new MyException("first", 1);
            }
            finally
            {
                throw new MyException("second", 2);
            }
        }
        catch (MyException e)
        {
            return e.Code;
        }
    }

    private static void Rethrow()
    {
        try
        {
            throw new MyException("again", 9);
        }
        catch (MyException)
        {
            Console.WriteLine("rethrowing");
            throw;
        }
    }

    public static int Run()
    {
        for (int i = 0; i < 4; i++)
            Console.WriteLine(Finally(i));
        var log = new List<string>();
        try
        {
            Nested(4, log);
        }
        catch (MyException e)
        {
            log.Add(e.Message + e.Code);
        }
        foreach (string s in log)
            Console.WriteLine(s);
        Console.WriteLine(Loop());
        Console.WriteLine(Replace());
        try
        {
            Rethrow();
        }
        catch (MyException e)
        {
            Console.WriteLine(e.Message);
        }
        int total = 0;
        for (int i = 0; i < 1000; i++)
        {
            try
            {
                if (i % 3 == 0)
                    throw new MyException("m", i);
                total++;
            }
            catch (MyException e)
            {
                total += e.Code;
            }
        }
        Console.WriteLine(total);
        try
        {
            throw new AggregateLike("a", new MyException("b", 1));
        }
        catch (Exception e)
        {
            Console.WriteLine(e.Message + e.InnerException.Message);
        }
        return 3;
    }

    private sealed class AggregateLike(string m, Exception inner) : Exception(m, inner);
}
