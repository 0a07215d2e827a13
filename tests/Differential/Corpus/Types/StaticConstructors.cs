using System;

namespace Corpus.Types;

public static class StaticConstructors
{
    private static class First
    {
        public static readonly int Value;

        static First()
        {
            Console.WriteLine("First");
            Value = Second.Value + 1;
        }
    }

    private static class Second
    {
        public static readonly int Value;

        static Second()
        {
            Console.WriteLine("Second");
            Value = 41;
        }
    }

    private class Cyclic1
    {
        public static int V = 1;

        static Cyclic1()
        {
            V = Cyclic2.V + 10;
        }
    }

    private class Cyclic2
    {
        public static int V = 2;

        static Cyclic2()
        {
            V = Cyclic1.V + 100;
        }
    }

    private class Throws
    {
        public static int V;

        static Throws()
        {
            Console.WriteLine("throwing");
            throw new InvalidOperationException("inner");
        }
    }

    private class Generic<T>
    {
        public static readonly string Name;

        static Generic()
        {
            Name = typeof(T) == typeof(int) ? "int" : "other";
            Console.WriteLine("cctor " + Name);
        }
    }

    private class Inst
    {
        static Inst() => Console.WriteLine("Inst");

        public int X = 3;
    }

    public static int Run()
    {
        Console.WriteLine("start");
        Console.WriteLine(First.Value);
        Console.WriteLine(Second.Value);
        Console.WriteLine(Cyclic1.V + " " + Cyclic2.V);
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Console.WriteLine(Throws.V);
            }
            catch (TypeInitializationException e)
            {
                Console.WriteLine(e.InnerException.Message);
            }
        }
        Console.WriteLine(Generic<int>.Name + Generic<string>.Name + Generic<object>.Name + Generic<int>.Name);
        Console.WriteLine(new Inst().X + new Inst().X);
        return 0;
    }
}
