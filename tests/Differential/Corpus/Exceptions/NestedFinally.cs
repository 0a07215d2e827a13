using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Finally blocks within finally blocks, leaving through many, and throwing in them.</summary>
public static class NestedFinally
{
    private static string s_log = "";

    private static int Leave(int n)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                try
                {
                    s_log += "a" + i;
                    if (i == n)
                        return i * 10;
                    if (i == 1)
                        continue;
                    if (i == 3)
                        break;
                    s_log += "-";
                }
                finally
                {
                    try
                    {
                        s_log += "b";
                        if (i == 2)
                            throw new Exception("in finally");
                    }
                    catch (Exception)
                    {
                        s_log += "C";
                    }
                    finally
                    {
                        s_log += "c";
                    }
                }
                s_log += "n";
            }
            finally
            {
                s_log += "d";
                for (int k = 0; k < 2; k++)
                {
                    try
                    {
                        if (k == 0)
                            continue;
                        s_log += k;
                    }
                    finally
                    {
                        s_log += "e";
                    }
                }
            }
        }

        return -1;
    }

    private static void Replace()
    {
        try
        {
            try
            {
                try
                {
                    throw new Exception("1");
                }
                finally
                {
                    s_log += "x";
                    throw new Exception("2");
                }
            }
            finally
            {
                s_log += "y";
                throw new Exception("3");
            }
        }
        catch (Exception e)
        {
            s_log += e.Message;
        }
    }

    private static int Value()
    {
        int v = 1;
        try
        {
            v = 2;
            return v;
        }
        finally
        {
            v = 3;
            s_log += v;
        }
    }

    private static ref int RefValue(int[] a)
    {
        int i = 0;
        try
        {
            i = 1;
            return ref a[i];
        }
        finally
        {
            i = 2;
            a[1] = 50;
        }
    }

    private static string Try(Action a)
    {
        try
        {
            a();
            return "ok";
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private static void Swallow(int n)
    {
        while (true)
        {
            try
            {
                if (n > 0)
                    throw new Exception("swallowed");
                return;
            }
            catch (Exception) when (n < 90)
            {
                n--;
            }
            finally
            {
                s_log += "s" + n;
                if (n < 0)
                    throw new Exception("neg");
            }
        }
    }

    private static int Goto(int n)
    {
        int r = 0;
        again:
        try
        {
            r += n;
            if (--n > 0)
                goto again;
            if (n == 0)
                goto done;
            r = 1000;
        }
        finally
        {
            r *= 2;
        }
        done:
        return r;
    }

    public static int Run()
    {
        foreach (int n in new[] { 0, 2, 5 })
            WriteLine(Leave(n) + s_log);
        s_log = "";
        Replace();
        WriteLine(s_log);
        WriteLine(Value());
        int[] a = [1, 2, 3];
        RefValue(a)++;
        WriteLine(a[1]);
        WriteLine(Try(() => Swallow(2)) + Try(() => Swallow(-1)) + s_log);
        WriteLine(Goto(4));
        return 0;
    }
}
