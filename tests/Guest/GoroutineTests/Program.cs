using GuestFramework;

namespace GoroutineTests;

public static class Program
{
    public static int Main(string[] args)
    {
        var suite = new Suite(args);
        SpawnTests.Run(suite);
        ChannelTests.Run(suite);
        SelectTests.Run(suite);
        SynchronisationTests.Run(suite);
        StackTests.Run(suite);
        TimeTests.Run(suite);
        ExceptionTests.Run(suite);
        CollectorTests.Run(suite);
        ThreadTests.Run(suite);
        return suite.Finish();
    }
}
