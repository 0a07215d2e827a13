using System;
using Code = ILPrograms.ProtectedBlocks;

namespace Corpus.IL;

/// <summary>Fault blocks, filters with control flow, handlers within handlers, ways into and out of protected blocks.</summary>
public static class ProtectedBlocks
{
    public static int Run()
    {
        for (int how = 0; how < 5; how++)
        {
            Console.WriteLine($"-- {how}");
            Console.WriteLine($"fault {Code.Fault(how)}");
            Console.WriteLine($"several {Code.Several(how)}");
            Console.WriteLine($"carried {Code.Carried(how, false)}, {Code.Carried(how, true)}");
            for (int wanted = 5; wanted < 10; wanted++)
                Console.WriteLine($"filter {wanted}: {Code.Filter(how, wanted)}");
        }

        Console.WriteLine($"failing filter {Code.FailingFilter()}");
        Console.WriteLine($"leave {Code.LeaveAll()} {Code.LeaveEmpties(4)} retry {Code.Retry(1)} {Code.Retry(4)}");
        Console.WriteLine($"rethrow {Code.Rethrow(0)} {Code.Rethrow(1)} null {Code.ThrowNull()} loop {Code.InLoop(0)} {Code.InLoop(5)}");
        return 0;
    }
}
