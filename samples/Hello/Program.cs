using System;

namespace Samples.Hello;

/// <summary>The smallest program: greets, by name if it is given one.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        string name = arguments.Length > 0 ? arguments[0] : "world";
        Console.WriteLine("Hello, " + name + "!");
    }
}
