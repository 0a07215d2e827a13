using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Caller information, nameof, typeof and conditional methods.</summary>
public static class CallerInfo
{
    private static string Where([CallerMemberName] string m = "", [CallerLineNumber] int l = 0, [CallerFilePath] string f = "") =>
        m + ":" + (l > 0) + f.EndsWith("CallerInfo.cs");

    private static string Text(object o, [CallerArgumentExpression(nameof(o))] string e = "") => e + "=" + o;

    private static string Prop => Where();
    private static int s_n;

    [Conditional("NEVER_DEFINED")]
    private static void Never(int x) => s_n += x;

    private static int Bump() => s_n += 1000;

    private sealed class G<T>
    {
        public static string N => nameof(G<T>) + typeof(G<>).Name + typeof(T).Name + typeof(Dictionary<,>).Name + typeof(T[,]).Name;
    }

    private static void Check(bool b, [CallerArgumentExpression(nameof(b))] string e = "")
    {
        if (!b)
            throw new Exception(e);
    }

    public static int Run()
    {
        WriteLine(Where() + " " + Prop + " " + Text(1 + 2 * 3) + " " + Text("a".Length));
        Never(Bump());
        WriteLine(s_n);
        WriteLine(G<string>.N + nameof(System.Collections.Generic) + nameof(List<int>.Count) + nameof(Run) + nameof(List<>));
        try
        {
            Check(1 + 1 == 3);
        }
        catch (Exception e)
        {
            WriteLine(e.Message);
        }
        Func<string> l = () => Where();
        WriteLine(l());
        Local();
        void Local() => WriteLine(Where());
        WriteLine(typeof(int) == 5.GetType());
        WriteLine(
            typeof(string).FullName
                + typeof(int?).Name
                + typeof(int[]).FullName
                + typeof(CallerInfo).Name
                + (typeof(List<int>) == typeof(List<int>))
                + (typeof(List<int>) == typeof(List<long>))
                + typeof(void).Name
                + typeof(int).IsValueType
                + typeof(Action).Name
        );
        return 0;
    }
}
