using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Corpus.Concurrency;

/// <summary>Handlers of signals come and go; none of them is called here.</summary>
public static class SignalHandlers
{
    public static int Run()
    {
        var registrations = new List<PosixSignalRegistration>();
        foreach (PosixSignal signal in new[] { PosixSignal.SIGHUP, PosixSignal.SIGTERM, PosixSignal.SIGWINCH, (PosixSignal)10 })
        {
            for (int i = 0; i < 2; i++)
                registrations.Add(PosixSignalRegistration.Create(signal, c => Console.WriteLine(c.Signal)));
        }

        Console.CancelKeyPress += OnCancel;
        Thread.Sleep(50);
        Console.CancelKeyPress -= OnCancel;
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
            registration.Dispose();
        }

        Try(() => PosixSignalRegistration.Create((PosixSignal)(-100), _ => { }));
        Try(() => PosixSignalRegistration.Create(PosixSignal.SIGINT, null!));
        return 0;
    }

    private static void OnCancel(object? sender, ConsoleCancelEventArgs e) => e.Cancel = true;

    private static void Try(Action action)
    {
        try
        {
            action();
            Console.WriteLine("done");
        }
        catch (Exception e) when (e is PlatformNotSupportedException or ArgumentNullException)
        {
            Console.WriteLine($"{e.GetType().Name}");
        }
    }
}
