using System;
using System.Threading;
using Abi;
using Goroutines;
using Signals.Program;
using Syscalls;

namespace Samples.Tour;

using Usys = global::Usys.Usys;

/// <summary>What goes wrong, and what comes unasked.</summary>
internal static class ErrorSeams
{
    private const string MissingFile = "no/such/file";
    private const ulong Value = 42;

    private static SignalArguments s_signal;
    private static int s_count;

    public static bool ErrorText()
    {
        SyscallResult result = Sys.TryOpen(MissingFile);
        string text = "";
        try
        {
            Sys.Open(MissingFile);
        }
        catch (SyscallException e)
        {
            text = e.Message;
        }

        bool good = result.Error == Errno.ENOENT && text.Length > 0 && text == result.Text;
        return Line.Write("error", good, $"open {MissingFile}: errno {(int)result.Error}, '{result.Text}'");
    }

    public static bool SignalInVcoreContext()
    {
        ulong before = Usys.Statistic(UsysStatistic.SignalsInVcoreContext);
        s_count = 0;
        SignalHandlers.Set(Signal.SIGUSR1, Note);
        SignalHandlers.Send(Signal.SIGUSR1, Value);
        while (Volatile.Read(ref s_count) == 0)
            Go.Yield();
        ulong taken = Usys.Statistic(UsysStatistic.SignalsInVcoreContext) - before;
        return Line.Write("signal", taken == 1 && !s_signal.IsDirect && s_signal.Value == Value,
            $"{s_signal.Number} with value {s_signal.Value}: taken in vcore context, handled by the handler thread");
    }

    public static bool SignalDirect()
    {
        ulong before = Usys.Statistic(UsysStatistic.SignalsDirect);
        s_count = 0;
        SignalHandlers.Set(Signal.SIGUSR2, Note);
        SignalHandlers.Raise(Signal.SIGUSR2, Value + 1);
        ulong direct = Usys.Statistic(UsysStatistic.SignalsDirect) - before;
        return Line.Write("signal", direct == 1 && s_count == 1 && s_signal.IsDirect && s_signal.Value == Value + 1,
            $"{s_signal.Number} with value {s_signal.Value}: handled directly, on the signal stack");
    }

    public static bool NullReference()
    {
        ulong before = Usys.Statistic(UsysStatistic.FaultsReflected);
        string? caught = null;
        try
        {
            caught = LengthOf(null).ToString();
        }
        catch (NullReferenceException e)
        {
            caught = e.GetType().Name;
        }

        ulong faults = Usys.Statistic(UsysStatistic.FaultsReflected) - before;
        return Line.Write("fault", faults == 1 && caught == nameof(NullReferenceException), $"null dereference: {faults} fault reflected, caught {caught}");
    }

    private static int LengthOf(int[]? array) => array!.Length;

    private static void Note(SignalArguments signal)
    {
        s_signal = signal;
        Volatile.Write(ref s_count, s_count + 1);
    }
}
