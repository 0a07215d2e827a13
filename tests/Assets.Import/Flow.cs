using System;

namespace Assets.Import;

public static class Flow
{
    public static int s_count;

    public static void Call() => s_count++;

    public static int FinallyOnTwoPaths(int x)
    {
        try
        {
            if (x > 0)
                return 1;
            Call();
        }
        finally
        {
            s_count = x;
        }

        return 2;
    }

    public static int Filtered(int x)
    {
        try
        {
            Call();
            return 1;
        }
        catch (Exception e) when (e.Message.Length == x)
        {
            return 2;
        }
    }

    public static void Rethrows()
    {
        try
        {
            Call();
        }
        catch (ArgumentException)
        {
            try
            {
                Call();
            }
            catch (FormatException)
            {
            }

            throw;
        }
    }

    public static int Loop(int n)
    {
        int a = 0;
        int b = 1;
        while (n-- > 0)
            (a, b) = (b, a + b);
        return a;
    }

    public static int Divide(int a, int b) => a / b;

    public static int DivideBySeven(int a) => a / 7;

    public static byte Checked(long value) => checked((byte)value);

    public static void NeverReturns() => throw new InvalidOperationException();

    public static int AfterNeverReturns(int x)
    {
        if (x == 0)
            NeverReturns();
        return x;
    }
}

public struct Triple
{
    public long A;
    public long B;
    public long C;
}

public struct Pair
{
    public object First;
    public int Second;
}

public static class Structs
{
    public static long Sum(Triple t) => t.A + t.B + t.C;

    public static Triple Make(long a) => new() { A = a, B = a, C = a };

    public static Pair MakePair(object o, int i) => new() { First = o, Second = i };

    public static long Snapshot(Triple t)
    {
        Triple copy = t;
        t.A = 5;
        return Sum(copy) + Sum(t);
    }

    public static int UsePair(Pair p) => p.Second + MakePair(p.First, 3).Second;
}

public abstract class Shape
{
    public abstract int Sides();

    public virtual Triple Box(int x) => default;
}

public sealed class Square : Shape
{
    public override int Sides() => 4;
}

public class Round : Shape
{
    public override int Sides() => 0;
}

public static class Calls
{
    public static int OnAny(Shape s) => s.Sides();

    public static int OnSealed(Square s) => s.Sides();

    public static int OnNew() => new Round().Sides();

    public static long WithBuffer(Shape s) => s.Box(3).A;

    public static string OnBox(int x) => ((object)x).ToString();

    public static Func<int, int> Closed(int k) => x => x + k;

    public static Func<int, int> Open() => Math.Abs;

    public static int Invoke(Func<int, int> f) => f(3);
}
