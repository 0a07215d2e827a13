using System;
using System.Runtime.CompilerServices;
using System.Threading;

// In no namespace, so that the linked sources find these before those of System.Threading.

/// <summary>The class of that name, with a thread that now and then hesitates in front of an access: what a few
/// nanoseconds hide comes up in a second.</summary>
internal static class Volatile
{
    public static T Read<T>(ref T place)
        where T : unmanaged
    {
        Hesitation.Now();
        if (Unsafe.SizeOf<T>() == 8)
            return Unsafe.BitCast<ulong, T>(System.Threading.Volatile.Read(ref Unsafe.As<T, ulong>(ref place)));
        return Unsafe.BitCast<uint, T>(System.Threading.Volatile.Read(ref Unsafe.As<T, uint>(ref place)));
    }

    public static void Write<T>(ref T place, T value)
        where T : unmanaged
    {
        Hesitation.Now();
        if (Unsafe.SizeOf<T>() == 8)
            System.Threading.Volatile.Write(ref Unsafe.As<T, ulong>(ref place), Unsafe.BitCast<T, ulong>(value));
        else
            System.Threading.Volatile.Write(ref Unsafe.As<T, uint>(ref place), Unsafe.BitCast<T, uint>(value));
    }

    public static void Write(ref uint place, uint value) => Write<uint>(ref place, value);
}

/// <inheritdoc cref="Volatile"/>
internal static class Interlocked
{
    public static T CompareExchange<T>(ref T place, T value, T comparand)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.CompareExchange(ref place, value, comparand);
    }

    public static uint CompareExchange(ref uint place, uint value, uint comparand) => CompareExchange<uint>(ref place, value, comparand);

    public static T Exchange<T>(ref T place, T value)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Exchange(ref place, value);
    }

    public static int Increment(ref int place)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Increment(ref place);
    }

    public static ulong Increment(ref ulong place)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Increment(ref place);
    }

    public static int Decrement(ref int place)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Decrement(ref place);
    }

    public static ulong Add(ref ulong place, ulong amount)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Add(ref place, amount);
    }

    public static ulong And(ref ulong place, ulong bits)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.And(ref place, bits);
    }

    public static ulong Or(ref ulong place, ulong bits)
    {
        Hesitation.Now();
        return System.Threading.Interlocked.Or(ref place, bits);
    }

    public static void MemoryBarrier() => System.Threading.Interlocked.MemoryBarrier();
}

internal static class Hesitation
{
    [ThreadStatic]
    private static uint t_random;

    public static void Now()
    {
        uint random = t_random;
        if (random == 0)
            random = (uint)Environment.CurrentManagedThreadId * 0x9E3779B9;
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        t_random = random;
        if (random % 64 != 0)
            return;
        if (random % 1024 == 0)
            Thread.Yield();
        else
            Thread.SpinWait((int)(random >> 28));
    }
}
