using System;
using System.Collections.Generic;
using static ILPrograms.StackMerges;

namespace Corpus.IL;

/// <summary>Evaluation stacks that are not empty where control flow joins.</summary>
public static class StackMerges
{
    public static int Run()
    {
        Console.WriteLine($"deep {Deep(false)} {Deep(true)}");
        Console.WriteLine($"loop {Loop(0)} {Loop(1)} {Loop(100)} swap {Swap(0)} {Swap(1)} {Swap(2)} {Swap(7)}");
        nint large = unchecked((nint)0x7654_3210_9ABC_DEF0);
        Console.WriteLine($"native {NativeSecond(false, large)} {NativeSecond(true, large)} {NativeFirst(false, large)} {NativeFirst(true, large)}");
        Console.WriteLine($"float {FloatSecond(false, 0.1f, 0.1)} {FloatSecond(true, 0.1f, 0.1)} {FloatFirst(false, 0.1f, 0.1)} {FloatFirst(true, 0.1f, 0.1)}");
        Console.WriteLine($"references {References(0, 12, "b")} {References(1, 12, "b")} {References(2, 12, "b")}");
        Console.WriteLine($"interfaces {Interfaces(false, new List<int> { 1, 2 }, [])} {Interfaces(true, null, [1, 2, 3])}");
        Console.WriteLine($"structs {Structs(false, 1.5m, 100m)} {Structs(true, 1.5m, 100m)} {StructLoop(TimeSpan.FromTicks(3), 5)}");
        int[] cells = [1, 2, 3];
        int own = 40;
        Add(false, ref own, cells);
        Add(true, ref own, cells);
        Console.WriteLine($"places {own} {string.Join(' ', cells)}");
        Console.WriteLine($"copies {Copies(3)} {Copies(-4)} back {Backwards(4)} {Backwards(-4)}");
        for (int i = -1; i < 7; i++)
            Console.Write($"{Table(i, 1000)} ");
        Console.WriteLine();
        return 0;
    }
}
