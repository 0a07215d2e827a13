using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Goroutines;

namespace Parked;

/// <summary>Goroutines that wait, collections and exceptions for a debugger to look at. Used by tests/Debugger.</summary>
internal static class Program
{
    private static readonly Dictionary<string, int> s_ages = new() { ["Ada"] = 36, ["Alan"] = 41 };
    private static int s_found;

    private class Animal
    {
        public int Legs = 4;
    }

    private sealed class Dog : Animal
    {
        public string Name = "Rex";
    }

    private static int Main()
    {
        var numbers = new Channel<int>(0);
        for (int i = 0; i < 2; i++)
            Go.Spawn(() => Receive(numbers, 70 + numbers.Count));
        Go.Spawn(static () => Go.Sleep(TimeSpan.FromSeconds(3600)));
        while (Go.All().Length < 4)
            Go.Yield();
        for (int i = 0; i < 20; i++)
            Go.Yield();
        int found = Find(new Dog(), [3, 1, 4], s_ages);
        for (int i = 0; i < 10; i++)
            s_found += Step(i);
        return Catch(found) + s_found == 3 + 45 ? 0 : 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Receive(Channel<int> numbers, int label)
    {
        int received = numbers.Receive();
        Console.WriteLine(received + label);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Find(Dog dog, List<int> numbers, Dictionary<string, int> ages)
    {
        Console.WriteLine($"{dog.Name} {dog.Legs} {numbers.Count} {ages.Count}");
        return numbers[0];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Step(int i) => i;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Catch(int found)
    {
        try
        {
            throw new InvalidOperationException("no such animal");
        }
        catch (InvalidOperationException)
        {
            return found;
        }
    }
}
