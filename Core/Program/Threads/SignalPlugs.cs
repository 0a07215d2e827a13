using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Core.Program.Threads;

/// <summary>Handlers of signals, and with them Console.CancelKeyPress: a thread looks for signals that came and calls them.</summary>
internal static class SignalPlugs
{
    private const string Registrations = "System.Runtime.InteropServices.PosixSignalRegistration";
    private const int LookMilliseconds = 20;
    private const int HighestSignal = 64;

    private static readonly List<Entry> s_entries = [];
    private static bool s_isLooking;

    // On Linux, on x86-64: SIGHUP, INT, QUIT, TERM, CHLD, CONT, WINCH, TTIN, TTOU, TSTP, which PosixSignal numbers from -1 downwards.
    private static ReadOnlySpan<byte> Numbers => [1, 2, 3, 15, 17, 18, 28, 21, 22, 20];

    private sealed record Entry(object Registration, PosixSignal Signal, int Number, Action<PosixSignalContext> Handler);

    [Plug(Registrations, "Register", Hash = "dcc2fe00db16551a")]
    private static PosixSignalRegistration Register(PosixSignal signal, Action<PosixSignalContext> handler)
    {
        int number = NumberOf(signal);
        if (number == 0)
            throw new PlatformNotSupportedException();
        PosixSignalRegistration registration = New(null);
        lock (s_entries)
        {
            s_entries.Add(new Entry(registration, signal, number, handler));
            Watch(number, true);
            if (!s_isLooking)
                new Thread(Look) { IsBackground = true }.Start();
            s_isLooking = true;
        }

        return registration;
    }

    [Plug(Registrations, "Unregister", Hash = "936eead778920996")]
    private static void Unregister(object registration)
    {
        lock (s_entries)
        {
            int index = s_entries.FindIndex(e => e.Registration == registration);
            if (index < 0)
                return;
            int number = s_entries[index].Number;
            s_entries.RemoveAt(index);
            if (!s_entries.Exists(e => e.Number == number))
                Watch(number, false);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern PosixSignalRegistration New([UnsafeAccessorType(Registrations + "+Token")] object? token);

    private static void Look()
    {
        while (true)
        {
            Thread.Sleep(LookMilliseconds);
            lock (s_entries)
            {
                s_isLooking = s_entries.Count != 0;
                if (!s_isLooking)
                    return;
            }

            ulong came = Take();
            for (int number = 1; came >> (number - 1) != 0 && number <= HighestSignal; number++)
            {
                int signal = number;
                if ((came >> (number - 1) & 1) != 0)
                    new Thread(() => Handle(signal)) { IsBackground = true }.Start();
            }
        }
    }

    // The last handler first, as in the base library.
    private static void Handle(int number)
    {
        Entry[] entries;
        lock (s_entries)
            entries = [.. s_entries.FindAll(e => e.Number == number)];
        bool cancel = false;
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            var context = new PosixSignalContext(entries[i].Signal) { Cancel = cancel };
            entries[i].Handler(context);
            cancel = context.Cancel;
        }

        if (!cancel)
            Default(number);
    }

    private static int NumberOf(PosixSignal signal) => (int)signal switch
    {
        < 0 and var named when -named <= Numbers.Length => Numbers[-named - 1],
        > 0 and <= HighestSignal => (int)signal,
        _ => 0,
    };

    /// <summary>From now on a signal is remembered, or does again what it does by default.</summary>
    [Routine("platform_watch_signal")]
    private static extern void Watch(int number, bool isWatched);

    /// <summary>Signals that came since the last time: bit 0 is signal 1.</summary>
    [Routine("platform_take_signals")]
    private static extern ulong Take();

    /// <summary>Does what a signal does that nobody handles.</summary>
    [Routine("platform_default_signal")]
    private static extern void Default(int number);
}
