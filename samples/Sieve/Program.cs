using System;
using Goroutines;

namespace Samples.Sieve;

/// <summary>Primes through a chain of goroutines: each prime has one that lets pass what it does not divide.</summary>
internal static class Program
{
    private const int DefaultCount = 100;

    private static int Main(string[] arguments)
    {
        int count = DefaultCount;
        if (arguments.Length > 0 && (!int.TryParse(arguments[0], out count) || count < 1))
        {
            Console.Error.WriteLine("usage: Sieve [how many primes]");
            return 1;
        }

        var numbers = new Channel<int>();
        Go.Spawn(() => Generate(numbers));
        int prime = 0;
        for (int i = 0; i < count; i++)
        {
            prime = numbers.Receive();
            Console.WriteLine(prime);
            var rest = new Channel<int>();
            Channel<int> source = numbers;
            int divisor = prime;
            Go.Spawn(() => Filter(source, rest, divisor));
            numbers = rest;
        }

        return 0;
    }

    private static void Generate(Channel<int> output)
    {
        for (int number = 2; ; number++)
            output.Send(number);
    }

    private static void Filter(Channel<int> input, Channel<int> output, int divisor)
    {
        while (true)
        {
            int number = input.Receive();
            if (number % divisor != 0)
                output.Send(number);
        }
    }
}
