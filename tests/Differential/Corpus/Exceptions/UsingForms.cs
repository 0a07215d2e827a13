using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>using statements and declarations, disposal order, exceptions while disposing, pattern disposal.</summary>
public static class UsingForms
{
    private static string s_log = "";

    private sealed class Res(string n, bool fail = false) : IDisposable
    {
        public string N => n;

        public void Dispose()
        {
            s_log += "-" + n;
            if (fail)
                throw new InvalidOperationException("dispose " + n);
        }
    }

    private struct SRes(string n) : IDisposable
    {
        public void Dispose() => s_log += "-s" + n;
    }

    private ref struct RRes
    {
        public string N;

        public void Dispose() => s_log += "-r" + N;
    }

    private static Res Open(string n, bool fail = false)
    {
        s_log += "+" + n;
        return new Res(n, fail);
    }

    private static int Decl()
    {
        using Res a = Open("a");
        using var b = Open("b");
        using (Res n = null)
            s_log += "null";
        {
            using var c = new SRes("c");
            s_log += "in";
        }
        using var r = new RRes { N = "r" };
        return s_log.Length;
    }

    private static string Try(Action a)
    {
        s_log = "";
        try
        {
            a();
        }
        catch (Exception e)
        {
            s_log += "!" + e.Message;
        }
        return s_log;
    }

    private static IEnumerable<int> Lines()
    {
        using var r = Open("it");
        for (int i = 0; i < 3; i++)
        {
            using var k = new SRes("k" + i);
            yield return i;
        }
    }

    public static int Run()
    {
        WriteLine(Try(() => s_log += Decl()));
        WriteLine(
            Try(() =>
            {
                using (Open("x"))
                    throw new Exception("body");
            })
        );
        WriteLine(
            Try(() =>
            {
                using (Open("x", true))
                    throw new Exception("body");
            })
        );
        WriteLine(
            Try(() =>
            {
                using (Open("x", true))
                using (Open("y", true))
                    s_log += "body";
            })
        );
        WriteLine(
            Try(() =>
            {
                foreach (int i in Lines())
                {
                    s_log += i;
                    if (i == 1)
                        break;
                }
            })
        );
        WriteLine(
            Try(() =>
            {
                foreach (int i in Lines())
                    if (i == 1)
                        throw new Exception("loop");
            })
        );
        WriteLine(
            Try(() =>
            {
                using var e = Lines().GetEnumerator();
                e.MoveNext();
            })
        );
        WriteLine(
            Try(() =>
            {
                Lines().GetEnumerator().MoveNext();
            })
        );
        WriteLine(
            Try(() =>
            {
                using Res a = Open("a"),
                    b = Open("b");
                goto end;
                end:
                s_log += "end";
            })
        );
        return 0;
    }
}
