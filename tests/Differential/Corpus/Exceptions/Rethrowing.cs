using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>throw; throw e; inner exceptions, ExceptionDispatchInfo and data.</summary>
public static class Rethrowing
{
    private sealed class Custom(string m, int code, Exception inner = null) : Exception(m, inner)
    {
        public int Code => code;
        public override string Message => base.Message + "#" + code;
    }

    private static void Thrower(int n) => throw new Custom("t", n);

    private static void Keep()
    {
        try
        {
            Thrower(1);
        }
        catch (Custom)
        {
            throw;
        }
    }

    private static void Again()
    {
        try
        {
            Thrower(2);
        }
        catch (Custom e)
        {
            throw e;
        }
    }

    private static void Wrap()
    {
        try
        {
            Keep();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("wrapped", e);
        }
    }

    private static void Nested()
    {
        try
        {
            Thrower(3);
        }
        catch (Custom)
        {
            try
            {
                Thrower(4);
            }
            catch (Custom) { }
            throw;
        }
    }

    private static void Choose(bool a)
    {
        try
        {
            Thrower(5);
        }
        catch (Custom) when (a)
        {
            throw;
        }
        catch (Exception e)
        {
            throw new Custom("chosen", 6, e);
        }
    }

    public static int Run()
    {
        foreach (Action a in new Action[] { Keep, Again, Wrap, Nested, () => Choose(true), () => Choose(false) })
        {
            try
            {
                a();
            }
            catch (Exception e)
            {
                WriteLine(
                    e.GetType().Name
                        + " "
                        + e.Message
                        + " "
                        + (e as Custom)?.Code
                        + " "
                        + e.InnerException?.Message
                        + " "
                        + e.GetBaseException().Message
                );
            }
        }

        ExceptionDispatchInfo info = null;
        try
        {
            Thrower(7);
        }
        catch (Exception e)
        {
            e.Data["k"] = 5;
            info = ExceptionDispatchInfo.Capture(e);
        }
        try
        {
            info.Throw();
        }
        catch (Custom e)
        {
            WriteLine(e.Code + " " + e.Data["k"] + ReferenceEquals(e, info.SourceException));
        }
        try
        {
            throw null;
        }
        catch (NullReferenceException)
        {
            WriteLine("throw null");
        }
        try
        {
            Exception e = new Custom("c", 8);
            e.HelpLink = "h";
            e.Source = "src";
            throw e;
        }
        catch (Custom e) when (e.HelpLink == "h")
        {
            WriteLine(e.Source + e.HResult.ToString("X"));
        }
        var agg = new AggregateException("agg", new Custom("a", 1), new AggregateException(new Custom("b", 2)));
        WriteLine(agg.Flatten().InnerExceptions.Count + " " + agg.InnerException.Message);
        try
        {
            agg.Handle(x => x is Custom);
        }
        catch (AggregateException e)
        {
            WriteLine(e.InnerExceptions.Count);
        }
        foreach (
            Func<Exception> f in new Func<Exception>[]
            {
                () => new ArgumentNullException("p"),
                () => new ArgumentOutOfRangeException("q", 5, "bad"),
                () => new ArgumentException("m", "r"),
                () => new ObjectDisposedException("o"),
                () => new KeyNotFoundException(),
                () => new NotSupportedException("ns"),
                () => new FormatException(),
                () => new IndexOutOfRangeException(),
                () => new DivideByZeroException(),
                () => new OverflowException(),
                () => new InvalidCastException(),
                () => new TimeoutException(),
                () => new OperationCanceledException(),
            }
        )
            WriteLine(f().Message);
        return 0;
    }
}
