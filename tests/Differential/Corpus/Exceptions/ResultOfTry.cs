using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Values that try, catch and finally leave in locals, parameters, fields, refs and structs.</summary>
public static class ResultOfTry
{
    private struct S
    {
        public int A;
        public string B;
    }

    private static S s_field;

    private static int P(int p, ref int r, out int o)
    {
        o = 0;
        try
        {
            p++;
            r = p;
            o = p;
            if (p > 3)
                throw new Exception();
            p += 10;
        }
        catch
        {
            p += 100;
            o += p;
        }
        finally
        {
            p += 1000;
            r += p;
        }
        return p;
    }

    private static S Str(bool b)
    {
        S s = new() { A = 1 };
        try
        {
            s.B = "try";
            if (b)
                throw new Exception();
            s.A = 2;
        }
        catch (Exception)
        {
            s.B += "catch";
        }
        finally
        {
            s.A += 10;
            s_field = s;
        }
        return s;
    }

    private static double D(double d)
    {
        double e = d;
        try
        {
            e *= 2;
            if (e > 5)
                throw new Exception();
            e++;
        }
        catch (Exception) when (e > 6)
        {
            e = -e;
        }
        return e + d;
    }

    private static long Loop()
    {
        long acc = 0;
        int i = 0;
        while (true)
        {
            try
            {
                i++;
                if (i % 2 == 0)
                    continue;
                if (i % 7 == 0)
                    throw new Exception();
                if (i > 20)
                    break;
                acc += i;
            }
            catch
            {
                acc *= 2;
            }
            finally
            {
                acc++;
            }
        }
        return acc * 100 + i;
    }

    public static int Run()
    {
        int r = 0;
        WriteLine(P(1, ref r, out int o) + " " + r + " " + o);
        WriteLine(P(5, ref r, out o) + " " + r + " " + o);
        foreach (bool b in new[] { true, false })
        {
            S s = Str(b);
            WriteLine(s.A + s.B + s_field.A + s_field.B);
        }
        WriteLine(D(1) + " " + D(4) + " " + Loop());
        try
        {
            D(2.8);
        }
        catch (Exception)
        {
            WriteLine("passed");
        }
        return 0;
    }
}
