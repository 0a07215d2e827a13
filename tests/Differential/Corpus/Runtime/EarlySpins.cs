using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Corpus.Runtime;

/// <summary>Waits in a loop whose only call returns early, before it has a frame: others must run meanwhile.</summary>
public static class EarlySpins
{
    private static volatile int s_stage;

    public static int Run()
    {
        var helper = new Thread(() =>
        {
            while (!Reached(1))
            {
            }

            Thread.Sleep(2);
            s_stage = 2;
        });
        helper.Start();
        Thread.Sleep(1);
        s_stage = 1;
        while (!Reached(2))
        {
        }

        helper.Join();
        Console.WriteLine(s_stage);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Reached(int stage)
    {
        if (s_stage < stage)
            return false;
        Console.WriteLine($"reached {stage}");
        return true;
    }
}
