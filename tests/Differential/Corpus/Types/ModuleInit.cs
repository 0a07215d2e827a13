using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

internal static class ModuleInitLog
{
    public static string Text = "";

    [ModuleInitializer]
    internal static void First() => Text += "first ";

    [ModuleInitializer]
    internal static void Second() => Text += "second ";
}

/// <summary>Module initialisers run before anything else, in order.</summary>
public static class ModuleInit
{
    private static readonly string s_seen = ModuleInitLog.Text;

    public static int Run()
    {
        WriteLine(s_seen + "|" + ModuleInitLog.Text);
        return 0;
    }
}
