using System;
using Abi;

namespace Samples.Addresses;

using Usys = global::Usys.Usys;

/// <summary>Three ways to hand the address of a local to the scheduler on a stack that moves.</summary>
/// <remarks>Each asks for the signal mask, deep enough in a recursion that the stack has to grow on the way. Wrong/ has the way
/// that does not work, which IL2CPU refuses.</remarks>
internal static unsafe class Program
{
    private const int Depth = 100;
    private const ulong Blocked = 0x5000;
    private const nuint Block = (nuint)SignalMaskChange.Block;
    private const nuint Set = (nuint)SignalMaskChange.Set;

    private static int Main()
    {
        ulong blocked = Blocked;
        Usys.Call3(UsysFunction.SignalMask, Set, (nuint)blocked, 0);
        bool good = Report("integer made last", Deep(Depth, IntegerMadeLast));
        good &= Report("pointer all the way", Deep(Depth, PointerAllTheWay));
        good &= Report("memory that stays", Deep(Depth, MemoryThatStays));
        Console.WriteLine(good ? "addresses: ok" : "addresses: WRONG");
        return good ? 0 : 1;
    }

    private static bool Report(string way, ulong mask)
    {
        Console.WriteLine($"{way}: mask {mask:X}");
        return mask == Blocked;
    }

    private static ulong Deep(int depth, Func<ulong> ask) => depth == 0 ? ask() : Deep(depth - 1, ask) | 0;

    /// <summary>The integer is made in the argument list of a function that is [NoSplit]; objects are made before or after.</summary>
    private static ulong IntegerMadeLast()
    {
        ulong mask = 0;
        var result = new Result((long)Usys.Call3(UsysFunction.SignalMask, Block, 0, (nuint)(&mask)));
        return result.Error == Errno.None ? mask : 0;
    }

    /// <summary>A general function may allocate and split as it likes if it takes a pointer: pointers are adjusted.</summary>
    private static ulong PointerAllTheWay()
    {
        ulong mask = 0;
        Result result = General(UsysFunction.SignalMask, Block, 0, &mask);
        return result.Error == Errno.None ? mask : 0;
    }

    private static Result General(UsysFunction function, nuint a0, nuint a1, void* a2)
    {
        var failed = new Result(-(long)Errno.EINVAL);
        long value = (long)Usys.Call3(function, a0, a1, (nuint)a2);
        return value < 0 ? failed : new Result(value);
    }

    /// <summary>The heap does not move: an address in it may be an integer for as long as something keeps the object alive.</summary>
    private static ulong MemoryThatStays()
    {
        ulong[] mask = new ulong[1];
        Result result;
        fixed (ulong* address = mask)
            result = GeneralIntegers(UsysFunction.SignalMask, Block, 0, (nuint)address);
        return result.Error == Errno.None ? mask[0] : 0;
    }

    private static Result GeneralIntegers(UsysFunction function, nuint a0, nuint a1, nuint a2) =>
        new((long)Usys.Call(function, a0, a1, a2));
}
