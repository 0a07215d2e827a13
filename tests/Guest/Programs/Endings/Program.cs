using System;
using System.Threading;
using Goroutines;

namespace Endings;

/// <summary>Ends in the way its first argument names. Run by tests/Emulator.</summary>
internal static class Program
{
    private const int Unknown = 99;

    private static int s_value;

    private static int Main(string[] arguments)
    {
        string way = arguments.Length > 0 ? arguments[0] : "";
        int number = arguments.Length > 1 ? int.Parse(arguments[1]) : 0;
        switch (way)
        {
            case "return":
                return number;
            case "exit":
                Exits.FromDeepDown(number);
                return Unknown;
            case "exit-goroutine":
                InGoroutine(() => Exits.FromDeepDown(number));
                return Unknown;
            case "throw":
                Failures.Outer(arguments);
                return Unknown;
            case "throw-goroutine":
                InGoroutine(() => Failures.Outer(arguments));
                return Unknown;
            case "null":
                return Failures.LengthOf(arguments.Length > 0 ? null : arguments);
            case "overflow":
                return Failures.Recurse(number);
            case "overflow-goroutine":
                InGoroutine(() => s_value = Failures.Recurse(number));
                return Unknown;
            case "spin":
                while (true)
                    s_value++;
            case "chatter":
                while (true)
                    Console.WriteLine("the tide comes in, the tide goes out");
            case "sleep":
                Go.Sleep(TimeSpan.FromHours(1));
                return Unknown;
            default:
                return Unknown;
        }
    }

    /// <summary>Main stays alive and busy with other things.</summary>
    private static void InGoroutine(Action body)
    {
        Go.Spawn(body);
        while (Volatile.Read(ref s_value) == 0)
            Go.Yield();
    }
}
