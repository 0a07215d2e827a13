using System;
using Abi;
using Core;

namespace Usys;

/// <summary>The one path to the native side, for the runtime and for programs.</summary>
/// <remarks>
/// A call converts to System V and switches to a system stack; it allocates nothing and costs no ring change. The fixed
/// arities do not split, so an address that was made an integer in the same expression is still right when the function
/// gets it. <see cref="Call(UsysFunction, ReadOnlySpan{nuint})"/> is not of that kind: an address of a local
/// handed to it is refused at build time (samples/Addresses).
/// </remarks>
public static unsafe class Usys
{
    /// <summary>Most arguments of a call.</summary>
    public const int MaxArguments = 12;

    /// <summary>Number of entries, and hash over their declarations, this program was built with and the scheduler agreed to.</summary>
    public static (int Count, ulong Hash) FunctionTable => ((int)UsysTables.Functions->EntryCount, UsysTables.Functions->Hash);

    /// <summary>The same of the table of constants.</summary>
    public static (int Count, ulong Hash) ConstantTable => ((int)UsysTables.Constants->EntryCount, UsysTables.Constants->Hash);

    /// <summary>A constant as the native side was built with.</summary>
    public static ulong Constant(UsysConstant constant)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)constant, (uint)UsysConstantTable.Count, nameof(constant));
        return ((ulong*)(UsysTables.Constants + 1))[(int)constant];
    }

    /// <summary>Calls a function with 0 to <see cref="MaxArguments"/> arguments.</summary>
    /// <returns>What the function left in RAX.</returns>
    public static nuint Call(UsysFunction function, params ReadOnlySpan<nuint> arguments)
    {
        ReadOnlySpan<nuint> a = arguments;
        nuint code = Entry(function);
        return a.Length switch
        {
            0 => Call0(function),
            1 => Call1(function, a[0]),
            2 => Call2(function, a[0], a[1]),
            3 => Call3(function, a[0], a[1], a[2]),
            4 => Call4(function, a[0], a[1], a[2], a[3]),
            5 => Call5(function, a[0], a[1], a[2], a[3], a[4]),
            6 => Call6(function, a[0], a[1], a[2], a[3], a[4], a[5]),
            7 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
            8 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]),
            9 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]),
            10 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]),
            11 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10]),
            12 => ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint, nuint>)code)(
                a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]),
            _ => throw new ArgumentException("A usys function takes at most twelve arguments.", nameof(arguments)),
        };
    }

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call0(UsysFunction function) => ((delegate* unmanaged<nuint>)Entry(function))();

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call1(UsysFunction function, nuint a0) => ((delegate* unmanaged<nuint, nuint>)Entry(function))(a0);

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call2(UsysFunction function, nuint a0, nuint a1) =>
        ((delegate* unmanaged<nuint, nuint, nuint>)Entry(function))(a0, a1);

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call3(UsysFunction function, nuint a0, nuint a1, nuint a2) =>
        ((delegate* unmanaged<nuint, nuint, nuint, nuint>)Entry(function))(a0, a1, a2);

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call4(UsysFunction function, nuint a0, nuint a1, nuint a2, nuint a3) =>
        ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint>)Entry(function))(a0, a1, a2, a3);

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call5(UsysFunction function, nuint a0, nuint a1, nuint a2, nuint a3, nuint a4) =>
        ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint>)Entry(function))(a0, a1, a2, a3, a4);

    [NoSplit("between conversion and call nothing may move")]
    public static nuint Call6(UsysFunction function, nuint a0, nuint a1, nuint a2, nuint a3, nuint a4, nuint a5) =>
        ((delegate* unmanaged<nuint, nuint, nuint, nuint, nuint, nuint, nuint>)Entry(function))(a0, a1, a2, a3, a4, a5);

    /// <summary>Reads a counter of the scheduler; see <see cref="UsysStatistic"/>.</summary>
    public static ulong Statistic(ulong which) => Call1(UsysFunction.Statistic, (nuint)which);

    /// <summary>The address of a function; an unknown one is the sentinel's neighbour at worst and is not called.</summary>
    [NoSplit("called between conversion and call")]
    internal static nuint Entry(UsysFunction function) => ((nuint*)(UsysTables.Functions + 1))[(uint)function];
}
