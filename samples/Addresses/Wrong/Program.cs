using System;
using Abi;

namespace Samples.Addresses.Wrong;

using Usys = global::Usys.Usys;

/// <summary>The classical mistake: one function for all calls takes addresses as integers, and the stack moves under them.</summary>
/// <remarks>IL2CPU refuses this program and says where; Addresses/Program.cs has three ways to do it right.</remarks>
internal static unsafe class Program
{
    private const nuint Block = (nuint)SignalMaskChange.Block;

    private static int Main()
    {
        ulong mask = ulong.MaxValue;
        Result result = General(UsysFunction.SignalMask, Block, 0, (nuint)(&mask));
        Console.WriteLine($"mask {mask:X}, {result.Error}");
        return 0;
    }

    /// <summary>Its prologue, or the allocation, may copy the stack: the pointer in the caller is adjusted, the integer here is not.</summary>
    private static Result General(UsysFunction function, nuint a0, nuint a1, nuint a2)
    {
        var failed = new Result(-(long)Errno.EINVAL);
        long value = (long)Usys.Call3(function, a0, a1, a2);
        return value < 0 ? failed : new Result(value);
    }
}
