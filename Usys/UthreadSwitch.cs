using Abi;
using Core.Machine;
using Core.Program.Stacks;

namespace Usys;

/// <summary>Giving up the core from managed code.</summary>
public static unsafe class UthreadSwitch
{
    private struct Request
    {
        public Uthread* Uthread;
        public ulong Kind;
        public ulong Argument;
    }

    /// <summary>Switches away from the calling uthread; it stands in its saved position and holds no system stack.</summary>
    /// <param name="kind">A <see cref="SwitchKind"/>.</param>
    public static void Switch(ulong kind, ulong argument)
    {
        var request = new Request { Uthread = Uthreads.Current, Kind = kind, Argument = argument };
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&SwitchNow, &request);
    }

    /// <summary>Of a uthread that already stands in its saved position. On its system stack; never returns.</summary>
    public static void SwitchSaved(Uthread* uthread, ulong kind, ulong argument) =>
        Usys.Call3(UsysFunction.Switch, (nuint)uthread, (nuint)kind, (nuint)argument);

    private static void SwitchNow(Request* request) => SwitchSaved(request->Uthread, request->Kind, request->Argument);
}
