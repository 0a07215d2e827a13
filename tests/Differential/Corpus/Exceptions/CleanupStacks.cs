using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Undo logs, nested scopes and disposal in reverse with failures on the way.</summary>
public static class CleanupStacks
{
    private static string s_log = "";

    private sealed class Scope : IDisposable
    {
        private readonly Stack<Action> _undo = new();
        private bool _done;

        public void Do(string n, Action undo)
        {
            s_log += n;
            _undo.Push(undo);
        }

        public void Commit() => _done = true;

        public void Dispose()
        {
            if (_done)
                return;
            List<Exception> errors = null;
            while (_undo.TryPop(out Action a))
            {
                try
                {
                    a();
                }
                catch (Exception e)
                {
                    (errors ??= []).Add(e);
                }
            }
            if (errors != null)
                throw new AggregateException(errors);
        }
    }

    private static void Work(int failAt, bool bad)
    {
        using var s = new Scope();
        for (int i = 0; i < 3; i++)
        {
            int k = i;
            s.Do(
                "+" + i,
                () =>
                {
                    s_log += "-" + k;
                    if (bad && k == 1)
                        throw new Exception("undo");
                }
            );
            if (i == failAt)
                throw new InvalidOperationException("at " + i);
        }
        s.Commit();
    }

    public static int Run()
    {
        foreach ((int f, bool b) in new[] { (9, false), (1, false), (2, true), (0, true) })
        {
            s_log = "";
            try
            {
                Work(f, b);
                s_log += " ok";
            }
            catch (AggregateException e)
            {
                s_log += " agg" + e.InnerExceptions.Count;
            }
            catch (InvalidOperationException e)
            {
                s_log += " " + e.Message;
            }
            WriteLine(s_log);
        }
        return 0;
    }
}
