using System;

namespace Samples.Tour;

/// <summary>Everything this system is about, once: one line per seam, with measured values.</summary>
internal static class Program
{
    private static int Main()
    {
        bool good = SchedulerSeams.Handshake();
        good &= StackSeam.Grow();
        good &= SchedulerSeams.ManyGoroutines();
        good &= SchedulerSeams.BlockingCall();
        good &= ErrorSeams.ErrorText();
        good &= ErrorSeams.SignalInVcoreContext();
        good &= ErrorSeams.SignalDirect();
        good &= ErrorSeams.NullReference();
        Console.WriteLine(good ? "tour: ok" : "tour: FAILED");
        return good ? 0 : 1;
    }
}
