using System;
using System.Threading;
using Abi;
using Goroutines;
using Syscalls;

namespace Samples.Tour;

using Usys = global::Usys.Usys;

/// <summary>The seams between program, scheduler and kernel.</summary>
internal static class SchedulerSeams
{
    private const int Goroutines = 10_000;
    private const int ExpectedSum = 49_995_000;
    private const ulong BlockUs = 20_000;
    private const ulong PatienceNs = 10_000_000_000;
    private const int MostBlocks = 50;
    private const int Workers = 4;

    private static readonly long[] s_ranOn = new long[Limits.MaxVcores];
    private static bool s_isBlocked;
    private static bool s_isDone;

    public static bool Handshake()
    {
        (int functions, ulong hash) = Usys.FunctionTable;
        (int constants, ulong constantHash) = Usys.ConstantTable;
        bool good = functions > 0 && Usys.Constant(UsysConstant.ErrnoENOENT) == (ulong)Errno.ENOENT;
        return Line.Write("handshake", good,
            $"2LS {SchedulerName()}: {functions} functions, hash {hash:X16}; {constants} constants, hash {constantHash:X16}");
    }

    public static bool ManyGoroutines()
    {
        Array.Clear(s_ranOn);
        int cores = Math.Min(2, Environment.ProcessorCount);
        Go.RequestCores(cores);
        var done = new WaitGroup();
        long sum = 0;
        ulong start = Go.NowNs;
        for (int i = 0; i < Goroutines; i++)
        {
            int number = i;
            done.Go(() =>
            {
                // Where several emulated cores share one real one, the other core may come late.
                do
                {
                    Interlocked.Increment(ref s_ranOn[CurrentVcore()]);
                    Go.Yield();
                }
                while (VcoresUsed() < cores && Go.NowNs - start < PatienceNs);
                Interlocked.Add(ref sum, number);
            });
        }

        done.Wait();
        ulong us = (Go.NowNs - start) / 1000;
        int used = VcoresUsed();
        return Line.Write("goroutines", sum == ExpectedSum && used >= cores,
            $"{Goroutines} over {used} vcores: sum {sum}, {us} us, {Usys.Statistic(UsysStatistic.UthreadsRun)} dispatches");
    }

    public static bool BlockingCall()
    {
        Array.Clear(s_ranOn);
        s_isDone = false;
        ulong blockedBefore = Usys.Statistic(UsysStatistic.BlockedSyscalls);
        var done = new WaitGroup();
        int vcore = 0;
        int blocks = 0;
        done.Go(() =>
        {
            // Where several emulated cores share one real one, this one may get no time during the first.
            do
            {
                vcore = CurrentVcore();
                Volatile.Write(ref s_isBlocked, true);
                Sys.Block(BlockUs);
                Volatile.Write(ref s_isBlocked, false);
                blocks++;
            }
            while (s_ranOn[vcore] == 0 && blocks < MostBlocks);
            Volatile.Write(ref s_isDone, true);
        });
        for (int i = 0; i < Workers; i++)
            done.Go(RunWhileBlocked);
        done.Wait();
        ulong blocked = Usys.Statistic(UsysStatistic.BlockedSyscalls) - blockedBefore;
        return Line.Write("syscall", blocked > 0 && s_ranOn[vcore] > 0,
            $"one blocked {blocks} times for {BlockUs} us on vcore {vcore}; meanwhile others ran there {s_ranOn[vcore]} times");
    }

    private static void RunWhileBlocked()
    {
        while (!Volatile.Read(ref s_isDone))
        {
            if (Volatile.Read(ref s_isBlocked))
                Interlocked.Increment(ref s_ranOn[CurrentVcore()]);
            Go.Yield();
        }
    }

    private static int CurrentVcore() => (int)Usys.Statistic(UsysStatistic.CurrentVcore);

    private static int VcoresUsed()
    {
        int used = 0;
        foreach (long times in s_ranOn)
        {
            if (times > 0)
                used++;
        }

        return used;
    }

    private static string SchedulerName()
    {
        ulong letters = Usys.Statistic(UsysStatistic.SchedulerName);
        string name = "";
        for (; letters != 0; letters >>= 8)
            name += (char)(letters & 0xFF);
        return name;
    }
}
