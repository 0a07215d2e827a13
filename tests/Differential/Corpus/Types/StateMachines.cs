using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Enum-driven, delegate-driven and iterator-driven state machines agree.</summary>
public static class StateMachines
{
    private enum S
    {
        Idle,
        Run,
        Stop,
    }

    private static S Next(S s, char c) =>
        (s, c) switch
        {
            (S.Idle, 'g') => S.Run,
            (S.Run, 's') => S.Stop,
            (S.Stop, 'r') => S.Idle,
            (_, 'x') => S.Idle,
            _ => s,
        };

    private delegate St St(char c);

    private static St Idle(char c) => c == 'g' ? Go : Idle;

    private static St Go(char c) =>
        c == 's' ? Stop
        : c == 'x' ? Idle
        : Go;

    private static St Stop(char c) => c is 'r' or 'x' ? Idle : Stop;

    private static IEnumerable<S> It(IEnumerator<char> e)
    {
        while (true)
        {
            while (e.Current != 'g')
            {
                yield return S.Idle;
                if (!e.MoveNext())
                    yield break;
            }
            bool back = false;
            while (e.Current != 's')
            {
                yield return S.Run;
                if (!e.MoveNext())
                    yield break;
                if (e.Current == 'x')
                {
                    back = true;
                    break;
                }
            }
            if (back)
                continue;
            while (e.Current is not ('r' or 'x'))
            {
                yield return S.Stop;
                if (!e.MoveNext())
                    yield break;
            }
        }
    }

    public static int Run()
    {
        const string Input = "aggsxggssrrgxgsr";
        S s = S.Idle;
        St f = Idle;
        string a = "",
            b = "";
        foreach (char c in Input)
        {
            s = Next(s, c);
            f = f(c);
            a += s.ToString()[0];
            b +=
                f == Idle ? 'I'
                : f == Go ? 'R'
                : 'S';
        }
        var e = ((IEnumerable<char>)Input).GetEnumerator();
        e.MoveNext();
        WriteLine(a + " " + b + " " + string.Concat(It(e).Select(x => x.ToString()[0])));
        return 0;
    }
}
