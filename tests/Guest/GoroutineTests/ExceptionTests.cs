using System;
using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class ExceptionTests
{
    private sealed class Cell
    {
        public int Value;
        public string? Text { get; set; }
    }

    public static void Run(Suite suite)
    {
        suite.Test("Null_Dereference_IsCaught", Null);
        suite.Test("Null_InsideDeepStack_UnwindsToTop", DeepNull);
        suite.Test("Finally_Blocks_RunInOrder", Finally);
        suite.Test("Divide_ByZero_IsCaught", Divide);
        suite.Test("Index_OutOfRange_IsCaught", Index);
        suite.Test("Throw_InManyGoroutines_StaysApart", ManyThrow);
    }

    private static void Null()
    {
        Cell? cell = null;
        Check.Throws<NullReferenceException>(() => cell!.Value++);
        Check.Throws<NullReferenceException>(() => _ = new Cell().Text!.Length);
    }

    private static int Descend(int depth, Cell? cell) => depth == 0 ? cell!.Value : Descend(depth - 1, cell) + 1;

    private static void DeepNull()
    {
        var done = new Channel<bool>();
        Go.Spawn(() =>
        {
            bool caught = false;
            try
            {
                Descend(Suite.Scaled(3000), null);
            }
            catch (NullReferenceException)
            {
                caught = true;
            }

            done.Send(caught);
        });
        Check.True(done.Receive(), "caught at the top");
    }

    private static void Finally()
    {
        string log = "";
        try
        {
            try
            {
                try
                {
                    throw new InvalidOperationException("x");
                }
                finally
                {
                    log += "a";
                }
            }
            catch (ArgumentException)
            {
                log += "never";
            }
            finally
            {
                log += "b";
            }
        }
        catch (InvalidOperationException e)
        {
            log += e.Message;
        }

        Check.Equal("abx", log);
    }

    private static void Divide()
    {
        int zero = Environment.TickCount == int.MinValue ? 1 : 0;
        Check.Throws<DivideByZeroException>(() => _ = 5 / zero);
    }

    private static void Index()
    {
        int[] array = new int[3];
        int at = array.Length;
        Check.Throws<IndexOutOfRangeException>(() => array[at] = 1);
    }

    private static void ManyThrow()
    {
        var group = new WaitGroup();
        int caught = 0;
        for (int i = 0; i < 50; i++)
        {
            int number = i;
            group.Go(() =>
            {
                for (int round = 0; round < 5; round++)
                {
                    try
                    {
                        Go.Yield();
                        throw new InvalidOperationException("number " + number);
                    }
                    catch (InvalidOperationException e)
                    {
                        Go.Yield();
                        if (e.Message == "number " + number)
                            System.Threading.Interlocked.Increment(ref caught);
                    }
                }
            });
        }

        group.Wait();
        Check.Equal(250, caught);
    }
}
