using Abi;

namespace TwoLevelScheduler;

/// <summary>What the native half of signals needs of the scheduler.</summary>
public static unsafe class SignalDelivery
{
    /// <summary>What the program installed; null before.</summary>
    public static ProgramInterface* Interface => Program.Interface;

    /// <summary>Keeps what was sent along until the handler thread takes it.</summary>
    public static void Keep(SignalInfo* info) => Signals.QueueForProcess(info);

    /// <summary>Wakes a uthread waiting on a futex.</summary>
    public static void WakeOne(uint* address) => Futexes.Wake(address, 1);
}
