using System;
using ILPrograms;

namespace Corpus.IL;

/// <summary>Calls with the prefix tail. keep the stack as it is, ten million times; where they cannot, they are ordinary calls.</summary>
public static class TailCalls
{
    private const int Some = 1000;

    // Under stress every call costs a move or a collection. What is printed does not depend on it.
    private static readonly int s_often = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SHARKAROS_STRESS")) ? 10_000_000 : 2000;

    public static int Run()
    {
        Often();
        Direct();
        Indirect();
        Results();
        Console.WriteLine($"few {ILPrograms.TailCalls.Few(Some, "four")}");
        Console.WriteLine($"sum {ILPrograms.TailCalls.Sum(Some / 2, new Large { First = 1, Second = 2 })}");
        Console.WriteLine($"narrow {ILPrograms.TailCalls.Narrow(200)} null {ILPrograms.TailCalls.CatchNull()} locked {ILPrograms.TailCalls.Locked(100)}");
        return 0;
    }

    private static void Often()
    {
        Console.WriteLine($"even {ILPrograms.TailCalls.IsEven(s_often)} {ILPrograms.TailCalls.IsEven(s_often + 1)}");
        Console.WriteLine($"many {ILPrograms.TailCalls.Many(1, 2, 3, 4, 5, 6, s_often, "text", -s_often, -s_often / 2)}");
        Console.WriteLine($"last {ILPrograms.TailCalls.Last(s_often, "first", "second")}");
        Console.WriteLine($"delegate {ILPrograms.TailCalls.ByDelegate(s_often, ILPrograms.TailCalls.Step)}");
        State ping = new Ping();
        State pong = new Pong { Next = ping };
        ping.Next = pong;
        int whole = s_often / 3 * 3;
        Console.WriteLine($"virtual {ping.Run(whole)} {ping.Run(whole + 1)} {pong.Run(whole + 2)}");
    }

    private static void Direct()
    {
        Console.WriteLine($"rotate {ILPrograms.TailCalls.Rotate(Some, 1, 2, 3, 4.5, 6.5)}");
        Console.WriteLine($"many {ILPrograms.TailCalls.Many(1, 2, 3, 4, 5, 6, Some, "text", 9, 10)}");
        Console.WriteLine($"last {ILPrograms.TailCalls.Last(Some + 1, 1.5, 2.5)} {ILPrograms.TailCalls.Last(Some, "first", "second")}");
        Console.WriteLine($"last {ILPrograms.TailCalls.Last(Some + 1, (byte)200, (byte)201)}");
    }

    private static void Indirect()
    {
        Console.WriteLine($"pointer {ILPrograms.TailCalls.CountByPointer(Some)}");
        Func<int, object, int> closed = new Stepper().Step;
        Console.WriteLine($"closed {ILPrograms.TailCalls.ByDelegate(100, closed)}");
        IState hop = new Hop { Step = 3 };
        Console.WriteLine($"interface {hop.Go(Some, new Skip())} {hop.Go(Some + 1, new Hop { Step = 2 })}");
    }

    private static void Results()
    {
        Pair pair = ILPrograms.TailCalls.MakePair(Some, "pair", 5);
        Console.WriteLine($"pair {pair.Name} {pair.Value}");
        Large large = ILPrograms.TailCalls.MakeLarge(Some, "large", 5);
        Console.WriteLine($"large {large.Name} {large.First} {large.Second} {large.Third}");
        var cells = new int[Some];
        ILPrograms.TailCalls.Fill(cells, 0);
        Console.WriteLine($"cells {cells[1]} {cells[^1]}");
    }

    private sealed class Stepper
    {
        private int _steps;

        public int Step(int n, object next)
        {
            _steps++;
            return n == 0 ? _steps : ILPrograms.TailCalls.ByDelegate(n - 1, (Func<int, object, int>)next);
        }
    }
}
