using Kernel.Machine;
using Kernel.Monitor;

namespace Kernel.Scheduling;

/// <summary>Runs kernel work on a kthread.</summary>
internal static class KernelTasks
{
    public static void Run(KernelTask task)
    {
        switch (task)
        {
            case KernelTask.Init:
                Init.Run();
                break;
            default:
                Panic.Fail("an unknown kernel task");
                break;
        }
    }
}
