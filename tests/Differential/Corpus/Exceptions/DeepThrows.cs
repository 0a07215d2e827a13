using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Exceptions through many frames of different shapes, with finally counters and large structs.</summary>
public static class DeepThrows
{
    private struct Wide
    {
        public long A,
            B,
            C,
            D,
            E;
        public string S;
    }

    private sealed class Deep(Wide w) : Exception("deep")
    {
        public Wide W = w;
    }

    private static int s_finallies;

    private static long Down(int n, Wide w, ref long total, double d, in int k)
    {
        try
        {
            w.A += n;
            total += w.A;
            if (n == 0)
                throw new Deep(w);
            if (n % 3 == 0)
                return Other(n - 1, w, d) + total;
            return Down(n - 1, w, ref total, d + 0.5, k) + (long)d;
        }
        finally
        {
            s_finallies++;
            total++;
        }
    }

    private static long Other(int n, Wide w, double d)
    {
        long t = 0;
        w.S += "o";
        try
        {
            return Down(n, w, ref t, d, n);
        }
        catch (Deep e) when (e.W.A < 0)
        {
            return -1;
        }
        finally
        {
            s_finallies += 1000;
        }
    }

    private static int Catching(int n)
    {
        if (n == 0)
            throw new Exception("bottom");
        try
        {
            return Catching(n - 1) + 1;
        }
        catch (Exception) when (n % 10 == 0)
        {
            return n;
        }
    }

    private static int Ladder(int n)
    {
        try
        {
            if (n == 0)
                throw new Exception("0");
            return Ladder(n - 1);
        }
        catch (Exception e)
        {
            if (n == 20)
                return e.Message.Length;
            throw new Exception(e.Message + n, e);
        }
    }

    private static int Count(Exception e)
    {
        int n = 0;
        while (e != null)
        {
            n++;
            e = e.InnerException;
        }
        return n;
    }

    public static int Run()
    {
        long total = 0;
        try
        {
            Down(100, new Wide { S = "s", E = 9 }, ref total, 1.5, 4);
        }
        catch (Deep e)
        {
            WriteLine(e.W.A + " " + e.W.S + e.W.E + " " + total + " " + s_finallies);
        }
        WriteLine(Catching(95) + " " + Ladder(20));
        try
        {
            Ladder(15);
        }
        catch (Exception e)
        {
            WriteLine(Count(e) + e.Message);
        }
        int c = 0;
        for (int i = 0; i < 300; i++)
        {
            try
            {
                c += Catching(i % 9 + 1);
            }
            catch (Exception)
            {
                c += 2;
            }
        }
        WriteLine(c);
        return 0;
    }
}
