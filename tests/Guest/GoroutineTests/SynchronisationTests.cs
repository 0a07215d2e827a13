using Goroutines;
using GuestFramework;

namespace GoroutineTests;

internal static class SynchronisationTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Mutex_ManyGoroutines_ExcludesThem", MutexExcludes);
        suite.Test("WaitGroup_Zero_DoesNotBlock", ZeroGroup);
        suite.Test("WaitGroup_Negative_Throws", NegativeGroup);
        suite.Test("WaitGroup_SeveralWaiters_AllContinue", SeveralWaiters);
        suite.Test("Once_ManyCallers_RunsOnce", OnceRunsOnce);
    }

    private static void MutexExcludes()
    {
        var mutex = new Mutex();
        var group = new WaitGroup();
        int counter = 0;
        for (int g = 0; g < 10; g++)
        {
            group.Go(() =>
            {
                for (int i = 0; i < Suite.Scaled(200); i++)
                {
                    mutex.Lock();
                    int seen = counter;
                    if (i % 10 == 0)
                        Go.Yield();
                    counter = seen + 1;
                    mutex.Unlock();
                }
            });
        }

        group.Wait();
        Check.Equal(10 * Suite.Scaled(200), counter);
    }

    private static void ZeroGroup() => new WaitGroup().Wait();

    private static void NegativeGroup() => Check.Throws<System.InvalidOperationException>(() => new WaitGroup().Done());

    private static void SeveralWaiters()
    {
        var gate = new WaitGroup();
        var done = new WaitGroup();
        gate.Add(1);
        int through = 0;
        for (int i = 0; i < 5; i++)
        {
            done.Go(() =>
            {
                gate.Wait();
                System.Threading.Interlocked.Increment(ref through);
            });
        }

        for (int i = 0; i < 20; i++)
            Go.Yield();
        Check.Equal(0, through);
        gate.Done();
        done.Wait();
        Check.Equal(5, through);
    }

    private static void OnceRunsOnce()
    {
        var once = new Once();
        var group = new WaitGroup();
        int runs = 0;
        for (int i = 0; i < 20; i++)
            group.Go(() => once.Do(() => runs++));
        group.Wait();
        Check.Equal(1, runs);
    }
}
