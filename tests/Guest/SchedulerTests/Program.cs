using GuestFramework;

namespace SchedulerTests;

public static class Program
{
    public static int Main(string[] args)
    {
        var suite = new Suite(args);
        UsysTests.Run(suite);
        FutexTests.Run(suite);
        SyscallTests.Run(suite);
        SignalTests.Run(suite);
        FaultTests.Run(suite);
        PreemptionTests.Run(suite);
        return suite.Finish();
    }
}
