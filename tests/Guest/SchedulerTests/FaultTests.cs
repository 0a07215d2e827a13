using System;
using System.Threading;
using Goroutines;
using GuestFramework;

namespace SchedulerTests;

internal static class FaultTests
{
    private sealed class Node
    {
        public Node? Next { get; set; }
        public int Value { get; set; }
    }

    public static void Run(Suite suite)
    {
        suite.Test("Fault_NullField_IsNullReferenceException", NullField);
        suite.Test("Fault_InManyGoroutines_EachCatchesItsOwn", Many);
        suite.Test("Fault_DeepInTheStack_UnwindsThroughFinally", Deep);
        suite.Test("Fault_InACopyRoutine_IsTheCallers", InCopy);
    }

    private static int ValueOf(Node? node) => node!.Value;

    private static void NullField() => Check.Throws<NullReferenceException>(() => ValueOf(null));

    private static void Many()
    {
        int caught = 0;
        int count = Suite.Scaled(100);
        var group = new WaitGroup();
        for (int i = 0; i < count; i++)
        {
            group.Go(() =>
            {
                for (int j = 0; j < 20; j++)
                {
                    try
                    {
                        ValueOf(null);
                    }
                    catch (NullReferenceException)
                    {
                        Interlocked.Increment(ref caught);
                    }

                    Go.Yield();
                }
            });
        }

        group.Wait();
        Check.Equal(count * 20, caught);
    }

    private static int Descend(int depth, Node node, ref int unwound)
    {
        try
        {
            return depth == 0 ? ValueOf(node.Next) : Descend(depth - 1, node, ref unwound) + 1;
        }
        finally
        {
            unwound++;
        }
    }

    private static void Deep()
    {
        int unwound = 0;
        bool caught = false;
        try
        {
            Descend(50, new Node(), ref unwound);
        }
        catch (NullReferenceException)
        {
            caught = true;
        }

        Check.True(caught, "caught");
        Check.Equal(51, unwound, "frames");
    }

    private static void InCopy()
    {
        Node? none = null;
        Check.Throws<NullReferenceException>(() => none!.Next = new Node());
    }
}
