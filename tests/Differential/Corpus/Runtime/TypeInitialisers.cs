using System;

namespace Corpus.Runtime;

public static class TypeInitialisers
{
    private static class Bad
    {
        public static readonly int Value = Fail();

        private static int Fail()
        {
            Console.WriteLine("failing");
            throw new InvalidOperationException("no");
        }
    }

    private static class First
    {
        public static int Value = Second.Value + 1;

        static First() => Console.WriteLine("first " + Second.Value + " " + Value);
    }

    private static class Second
    {
        public static int Value = First.Value + 10;

        static Second() => Console.WriteLine("second " + First.Value + " " + Value);
    }

    private static class Generic<T>
    {
        public static readonly string Name = typeof(T).Name;

        static Generic() => Console.WriteLine("generic " + Name);
    }

    public static int Run()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Console.WriteLine(Bad.Value);
            }
            catch (TypeInitializationException e)
            {
                Console.WriteLine(
                    e.TypeName.EndsWith("Bad", StringComparison.Ordinal)
                        + " "
                        + e.InnerException.GetType().Name
                        + " "
                        + e.InnerException.Message
                );
            }
        }

        Console.WriteLine(First.Value + " " + Second.Value);
        Console.WriteLine(Generic<int>.Name + Generic<string>.Name + Generic<int>.Name);
        return First.Value;
    }
}
