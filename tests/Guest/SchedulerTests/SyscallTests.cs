using System;
using System.Threading;
using Abi;
using Goroutines;
using GuestFramework;
using Syscalls;

namespace SchedulerTests;

using Usys = global::Usys.Usys;

internal static class SyscallTests
{
    private const int UnusedDescriptor = 63;

    public static void Run(Suite suite)
    {
        suite.Test("Null_Succeeds", () => Sys.Null());
        suite.Test("Error_BadDescriptor_HasNumberAndText", BadDescriptor);
        suite.Test("Error_ThrowingForm_CarriesBoth", Throwing);
        suite.Test("Success_AfterError_HasNoError", NoStaleError);
        suite.Test("Block_ManyGoroutines_AllReturn", ManyBlock);
        suite.Test("Block_OneGoroutine_OthersRunMeanwhile", OthersRun);
        suite.Test("Block_Aborted_GivesEintr", Aborted);
        suite.Test("Abort_DisarmedInTime_DoesNothing", Disarmed);
        suite.Test("Read_FromAStackBuffer_FillsIt", StackBuffer);
    }

    private static void BadDescriptor()
    {
        SyscallResult result = Sys.TryClose(UnusedDescriptor);
        Check.Equal(Errno.EBADF, result.Error);
        Check.True(result.Text.Length > 0, "text");
    }

    private static void Throwing()
    {
        SyscallException e = Check.Throws<SyscallException>(() => Sys.Close(UnusedDescriptor));
        Check.Equal(Errno.EBADF, e.Error);
        Check.True(e.Message.Length > 0, "text");
    }

    private static void NoStaleError()
    {
        Sys.TryClose(UnusedDescriptor);
        SyscallResult result = Sys.TryNull();
        Check.True(result.Succeeded, "success");
        Check.Equal(0L, result.Value);
    }

    private static void ManyBlock()
    {
        int returned = 0;
        var group = new WaitGroup();
        int goroutines = Suite.Scaled(200);
        for (int i = 0; i < goroutines; i++)
        {
            ulong us = (ulong)(100 + (i % 7 * 50));
            group.Go(() =>
            {
                for (int j = 0; j < 10; j++)
                {
                    Sys.Block(us);
                    Interlocked.Increment(ref returned);
                }
            });
        }

        group.Wait();
        Check.Equal(goroutines * 10, returned, "returns");
    }

    private static void OthersRun()
    {
        bool done = false;
        int rounds = 0;
        var group = new WaitGroup();
        group.Go(() =>
        {
            Sys.Block(5000);
            Volatile.Write(ref done, true);
        });
        while (!Volatile.Read(ref done))
        {
            rounds++;
            Go.Yield();
        }

        group.Wait();
        Check.True(rounds > 0, "others ran");
    }

    private static void Aborted()
    {
        nuint waiter = Usys.Call1(UsysFunction.AbortSyscallAt, (nuint)(UnixUs() + 2000));
        SyscallResult result = Sys.TryBlock(60_000_000);
        nuint inTime = Usys.Call1(UsysFunction.UnsetAlarmWithFree, waiter);
        Check.Equal(Errno.EINTR, result.Error);
        Check.Equal((nuint)0, inTime, "had fired");
    }

    private static void Disarmed()
    {
        nuint waiter = Usys.Call1(UsysFunction.AbortSyscallAt, (nuint)(UnixUs() + 60_000_000));
        SyscallResult result = Sys.TryBlock(500);
        nuint inTime = Usys.Call1(UsysFunction.UnsetAlarmWithFree, waiter);
        Check.True(result.Succeeded, "not aborted");
        Check.Equal((nuint)1, inTime, "in time");
    }

    private static void StackBuffer()
    {
        // The goroutine's stack does not move while the kernel writes into it.
        Span<byte> status = stackalloc byte[16];
        status.Fill(0xCC);
        int descriptor = Sys.Open("bin");
        Sys.Fstat(descriptor, status);
        Sys.Close(descriptor);
        Check.Equal((byte)1, status[8], "a folder");
        Check.Equal((byte)0, status[15], "reserved");
    }

    private static ulong UnixUs() => (ulong)((DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 10);
}
