using GuestFramework;

namespace KernelTests;

public static class Program
{
    public static int Main(string[] args)
    {
        var suite = new Suite(args);
        FileTests.Run(suite);
        MemoryTests.Run(suite);
        HostileTests.Run(suite);
        BlockingTests.Run(suite);
        ProcessInfoTests.Run(suite);
        return suite.Finish();
    }
}
