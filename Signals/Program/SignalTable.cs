using System;
using System.Threading;
using Abi;
using Usys;

namespace Signals.Program;

using Usys = global::Usys.Usys;

/// <summary>What a C# handler of a signal is told.</summary>
/// <param name="Number">A constant of <see cref="Signal"/>.</param>
/// <param name="Value">What the sender sent along.</param>
/// <param name="IsDirect">Whether it was taken outside vcore context, by the goroutine it was sent to.</param>
public readonly record struct SignalArguments(int Number, ulong Value, bool IsDirect);

/// <summary>The process's handlers. The native disposition stays the native handler, whatever is set here.</summary>
internal static class SignalTable
{
    private static readonly Action<SignalArguments>?[] s_handlers = new Action<SignalArguments>?[Signal.Count];

    /// <summary>The handler somebody set, or null: the runtime's own treatment.</summary>
    public static Action<SignalArguments>? HandlerOf(int signal) => Volatile.Read(ref s_handlers[signal]);

    public static void Set(int signal, Action<SignalArguments>? handler)
    {
        if (signal <= 0 || signal >= Signal.Count)
            throw new ArgumentOutOfRangeException(nameof(signal));
        Volatile.Write(ref s_handlers[signal], handler);
        long result = (long)Usys.Call2(UsysFunction.SetSignal, (nuint)signal, (nuint)SignalDisposition.Handle);
        if (result < 0)
            throw new ArgumentException($"Signal {signal} cannot be handled.", nameof(signal));
    }
}
