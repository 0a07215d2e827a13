using System;
using Abi;

namespace Samples.UsysTest;

using Usys = global::Usys.Usys;

/// <summary>Calls the tester function with one to twelve arguments; it packs the low bytes of the first seven.</summary>
internal static class Program
{
    private const int Packed = 7;
    private const ulong SevenPacked = 0x0007060504030201;

    private static int Main()
    {
        bool good = true;
        Span<nuint> arguments = stackalloc nuint[Usys.MaxArguments];
        for (int arity = 1; arity <= Usys.MaxArguments; arity++)
        {
            arguments[arity - 1] = (nuint)arity;
            ulong result = Usys.Call(UsysFunction.Tester, arguments[..arity]);
            ulong mask = arity >= Packed ? ulong.MaxValue : (1UL << (8 * arity)) - 1;
            bool fits = (result & mask) == (SevenPacked & mask);
            Console.WriteLine($"{arity,2} arguments: 0x{result & mask & SevenPacked:X16}{(fits ? "" : " WRONG")}");
            good &= fits;
        }

        good &= Fixed();
        Console.WriteLine(good ? "usys: ok" : "usys: WRONG");
        return good ? 0 : 1;
    }

    /// <summary>The forms of fixed arity; what is not passed is whatever the registers held.</summary>
    private static bool Fixed()
    {
        ulong one = Usys.Call1(UsysFunction.Tester, 1) & 0xFF;
        ulong two = Usys.Call2(UsysFunction.Tester, 1, 2) & 0xFFFF;
        ulong three = Usys.Call3(UsysFunction.Tester, 1, 2, 3) & 0xFF_FFFF;
        ulong four = Usys.Call4(UsysFunction.Tester, 1, 2, 3, 4) & 0xFFFF_FFFF;
        ulong five = Usys.Call5(UsysFunction.Tester, 1, 2, 3, 4, 5) & 0xFF_FFFF_FFFF;
        ulong six = Usys.Call6(UsysFunction.Tester, 1, 2, 3, 4, 5, 6) & 0xFFFF_FFFF_FFFF;
        return one == 0x01 && two == 0x0201 && three == 0x030201 && four == 0x04030201 && five == 0x0504030201 && six == 0x060504030201;
    }
}
