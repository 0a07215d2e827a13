using System.Threading;
using Abi;
using Core;
using TwoLevelScheduler;

namespace Signals.Native;

/// <summary>The one handler every signal is installed with.</summary>
/// <remarks>Pairs with <c>Signals.Program.HandlerThread</c>. Source: design.md section 8.</remarks>
public static unsafe class NativeHandler
{
    private const uint One = 1;

    /// <summary>Takes a signal sent to the process. In vcore context little can be done: the signal is kept, its bit set,
    /// and the handler thread woken, which calls the user's handler outside vcore context.</summary>
    [Export("NativeSignalHandler")]
    [NoAlloc("runs in vcore context")]
    public static void Handle(int signal, SignalInfo* info)
    {
        ProgramInterface* program = SignalDelivery.Interface;
        if (program == null || program->Pending == null)
            return;
        SignalDelivery.Keep(info);
        Interlocked.Or(ref *program->Pending, 1UL << signal);
        Volatile.Write(ref *program->Wake, One);
        SignalDelivery.WakeOne(program->Wake);
    }
}
