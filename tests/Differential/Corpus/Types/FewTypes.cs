using System;
using System.Collections.Generic;

namespace Corpus.Types;

/// <summary>Calls and casts with two or three possible types: what a whole program shows to be all there are.</summary>
public static class FewTypes
{
    private interface ISized
    {
        int Size { get; }

        (int Low, int High) Range(int by);
    }

    private interface INever;

    private interface INamed<out T>
    {
        T Name { get; }
    }

    private abstract class Animal
    {
        public abstract int Legs { get; }

        public virtual string Sound => "none";
    }

    private class Dog : Animal, ISized, INamed<string>
    {
        public override int Legs => 4;

        public override string Sound => "woof";

        public int Size => 60;

        public string Name => "dog";

        public virtual (int Low, int High) Range(int by) => (60 - by, 60 + by);
    }

    private sealed class Puppy : Dog
    {
        public override int Legs => throw new InvalidOperationException("too fast to count");

        public override (int Low, int High) Range(int by) => (by, by);
    }

    private sealed class Bird : Animal
    {
        public override int Legs => 2;
    }

    private readonly struct Stone(int weight) : ISized, INamed<object>
    {
        public int Size => weight / 2;

        public object Name => weight;

        public (int Low, int High) Range(int by) => (weight, by);
    }

    public static int Run()
    {
        object?[] things = [new Dog(), new Bird(), null, new Stone(8), "text", new Puppy(), 5, new Dog[1], new object()];
        foreach (object? thing in things)
        {
            Console.Write(
                $"{thing is ISized},{thing is Animal},{thing is Dog},{thing is INever},{thing is INamed<object>},{thing is INamed<string>};"
            );
            Console.Write($"{Cast<ISized>(thing)} {Cast<Animal>(thing)} {Cast<INever>(thing)} {Cast<INamed<object>>(thing)} ");
            Console.WriteLine($"{Size(thing as ISized)} {Legs(thing as Animal)} {(thing as Animal)?.Sound}");
        }

        Console.WriteLine($"{Names([new Dog(), new Puppy()])} {Loop([new Dog(), new Bird(), new Dog()])}");
        return 0;
    }

    private static string Cast<T>(object? thing)
    {
        try
        {
            return (T)thing! is null ? "null" : "yes";
        }
        catch (InvalidCastException)
        {
            return "no";
        }
    }

    private static string Size(ISized? sized)
    {
        try
        {
            (int low, int high) = sized!.Range(3);
            return $"{sized.Size} {low}..{high}";
        }
        catch (NullReferenceException)
        {
            return "nothing";
        }
    }

    private static int Legs(Animal? animal)
    {
        try
        {
            return animal!.Legs;
        }
        catch (NullReferenceException)
        {
            return -1;
        }
        catch (InvalidOperationException e)
        {
            return e.Message.Length;
        }
    }

    private static string Names(IEnumerable<INamed<object>> named)
    {
        string all = "";
        foreach (INamed<object> one in named)
            all += one.Name;
        return all;
    }

    private static int Loop(Animal[] animals)
    {
        int legs = 0;
        for (int round = 0; round < 1000; round++)
        {
            foreach (Animal animal in animals)
                legs += animal.Legs + animal.Sound.Length;
        }

        return legs;
    }
}
