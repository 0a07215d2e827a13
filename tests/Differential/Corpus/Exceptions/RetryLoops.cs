using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Retry with back-off, circuit breakers and aggregated failures.</summary>
public static class RetryLoops
{
    private static int s_calls;

    private static int Flaky(int failures) => ++s_calls <= failures ? throw new TimeoutException("t" + s_calls) : s_calls;

    private static T Retry<T>(Func<T> f, int n)
    {
        var errors = new List<Exception>();
        for (int i = 0; ; i++)
        {
            try
            {
                return f();
            }
            catch (TimeoutException e) when (i < n)
            {
                errors.Add(e);
            }
            catch (TimeoutException e)
            {
                throw new AggregateException("gave up", [.. errors, e]);
            }
        }
    }

    private sealed class Breaker(int limit)
    {
        private int _f;

        public string Call(Func<string> f)
        {
            if (_f >= limit)
                return "open";
            try
            {
                string r = f();
                _f = 0;
                return r;
            }
            catch (Exception e)
            {
                _f++;
                return "failed " + e.Message;
            }
        }
    }

    public static int Run()
    {
        WriteLine(Retry(() => Flaky(3), 5));
        s_calls = 0;
        try
        {
            Retry(() => Flaky(9), 2);
        }
        catch (AggregateException e)
        {
            WriteLine(e.InnerExceptions.Count + e.InnerExceptions[2].Message + string.Join(',', e.InnerExceptions.Select(x => x.Message)));
        }
        var b = new Breaker(2);
        int n = 0;
        for (int i = 0; i < 6; i++)
            Write(b.Call(() => n++ is 1 or 2 ? throw new Exception("x" + n) : "ok") + " ");
        WriteLine(n);
        return 0;
    }
}
