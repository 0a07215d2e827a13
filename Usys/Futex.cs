using System.Runtime.CompilerServices;
using Abi;

namespace Usys;

/// <summary>Waiting on a word of memory that does not move: a field of a heap object, or static data.</summary>
public static unsafe class Futex
{
    /// <summary>Waits while the word has the value; 0 for no timeout.</summary>
    /// <returns>None when woken, EAGAIN when the word has another value, ETIMEDOUT.</returns>
    public static Errno Wait(ref uint word, uint value, ulong timeoutUs = 0)
    {
        // SAFETY: not on a stack, by contract; and nothing splits between the conversion and the call.
        long result = (long)Usys.Call6(
            UsysFunction.Futex, (nuint)Unsafe.AsPointer(ref word), FutexOperation.Wait, value, (nuint)timeoutUs, 0, 0);
        return (Errno)(int)-result;
    }

    /// <summary>Wakes waiters in the order they came.</summary>
    /// <returns>How many.</returns>
    public static int Wake(ref uint word, uint count = 1) => (int)(long)Usys.Call6(
        UsysFunction.Futex, (nuint)Unsafe.AsPointer(ref word), FutexOperation.Wake, count, 0, 0, 0);
}
