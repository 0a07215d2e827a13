using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>What a method returns survives a catch inside the finally it returns through.</summary>
public static class CatchInFinally
{
    private static int s_count;

    private static int Return(int n)
    {
        try
        {
            return n * 10;
        }
        finally
        {
            try
            {
                if (n == 2)
                    throw new Exception("in finally");
            }
            catch (Exception)
            {
                s_count++;
            }
        }
    }

    private static string Filtered(string s, int n)
    {
        string kept = s + n;
        try
        {
            return kept + "!";
        }
        finally
        {
            try
            {
                throw new Exception();
            }
            catch (Exception) when (n > 0)
            {
                s_count += 10;
            }
        }
    }

    private static int Loop()
    {
        int sum = 0;
        for (int i = 0; i < 5; i++)
        {
            int own = i * i;
            try
            {
                if (i == 3)
                    continue;
                sum += own;
            }
            finally
            {
                try
                {
                    s_count /= s_count - s_count;
                }
                catch (DivideByZeroException)
                {
                    s_count += 100;
                }
                finally
                {
                    s_count += 1000;
                }
            }
            sum += own;
        }
        return sum;
    }

    public static int Run()
    {
        WriteLine(Return(1) + " " + Return(2) + " " + Filtered("s", 4) + " " + Loop() + " " + s_count);
        return 0;
    }
}
