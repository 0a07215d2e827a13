using System.Runtime.InteropServices;
using Core;

namespace Assets.Import;

public static class Plugged
{
    public static int Replaced() => 1;

    public static int UsesReplaced() => Replaced();

    [DllImport("nowhere", EntryPoint = "missing_function")]
    public static extern int Missing();

    public static int UsesMissing() => Missing();

    public static int UsesMissingDeep() => UsesMissing() + 1;

    [DllImport("nowhere", EntryPoint = "given_function")]
    public static extern int Given(int x);

    public static int UsesGiven() => Given(3);
}

public static class PlugBodies
{
    [Plug("Assets.Import.Plugged", "Replaced", Hash = "")]
    public static int Replacement() => 2;

    [Export("given_function")]
    public static int Given(int x) => x;
}

/// <summary>Class constructors that can, and cannot, run at compile time.</summary>
public static class ConstantStatics
{
    public static int Number = 7;
    public static readonly string Text = "text";
    public static readonly object Gate = new();
    public static double Half = 0.5;

    public static int Use() => Number + Text.Length;

    public static object UseGate() => Gate;
}

public static class ComputedStatics
{
    public static int Number = Flow.Loop(9);

    public static int Use() => Number;
}
