using System;
using System.Text;
using Abi;
using GuestFramework;

namespace SchedulerTests;

using Usys = global::Usys.Usys;

internal static unsafe class UsysTests
{
    public static void Run(Suite suite)
    {
        suite.Test("Handshake_Tables_HaveTheDeclaredIdentity", Identity);
        suite.Test("Constants_ErrnoAndLimits_AreTheNativeSides", Constants);
        suite.Test("Call_OneToTwelveArguments_ArePacked", Arities);
        suite.Test("Call_ThirteenArguments_Throws", TooMany);
        suite.Test("Call_FixedArities_PassTheirArguments", Fixed);
        suite.Test("InVcoreContext_FromAGoroutine_IsFalse", NotInVcoreContext);
        suite.Test("SerializeArgvEnvp_Strings_AreInTheBlock", Serialize);
    }

    private static void Identity()
    {
        Check.Equal(UsysFunctionTable.Count, Usys.FunctionTable.Count);
        Check.Equal(UsysFunctionTable.Hash, Usys.FunctionTable.Hash);
        Check.Equal(UsysConstantTable.Count, Usys.ConstantTable.Count);
    }

    private static void Constants()
    {
        Check.Equal((ulong)Errno.ENOENT, Usys.Constant(UsysConstant.ErrnoENOENT));
        Check.Equal((ulong)SyscallNumber.Write, Usys.Constant(UsysConstant.SyscallNumberWrite));
        Check.Equal((ulong)Limits.ErrorTextLength, Usys.Constant(UsysConstant.LimitsErrorTextLength));
    }

    private static void Arities()
    {
        Span<nuint> arguments = stackalloc nuint[Usys.MaxArguments];
        ulong expected = 0;
        for (int arity = 1; arity <= Usys.MaxArguments; arity++)
        {
            arguments[arity - 1] = (nuint)(0x1100 + arity);
            if (arity <= 7)
                expected |= (ulong)arity << (8 * (arity - 1));
            ulong mask = arity >= 7 ? ulong.MaxValue : (1UL << (8 * arity)) - 1;
            Check.Equal(expected, (ulong)Usys.Call(UsysFunction.Tester, arguments[..arity]) & mask, "packed");
        }
    }

    private static void TooMany() =>
        Check.Throws<ArgumentException>(() => Usys.Call(UsysFunction.Tester, stackalloc nuint[Usys.MaxArguments + 1]));

    private static void Fixed()
    {
        Check.Equal(1UL, Usys.Call1(UsysFunction.Tester, 1) & 0xFF);
        Check.Equal(0x030201UL, Usys.Call3(UsysFunction.Tester, 1, 2, 3) & 0xFF_FFFF);
        Check.Equal(0x060504030201UL, Usys.Call6(UsysFunction.Tester, 1, 2, 3, 4, 5, 6) & 0xFFFF_FFFF_FFFF);
    }

    private static void NotInVcoreContext() => Check.Equal((nuint)0, Usys.Call0(UsysFunction.InVcoreContext));

    private static void Serialize()
    {
        byte[] first = Encoding.UTF8.GetBytes("first\0");
        byte[] second = Encoding.UTF8.GetBytes("NAME=value\0");
        fixed (byte* argument = first)
        fixed (byte* variable = second)
        {
            // Addresses of heap objects: those do not move.
            var arguments = new ulong[] { (ulong)argument, 0 };
            var environment = new ulong[] { (ulong)variable, 0 };
            fixed (ulong* a = arguments)
            fixed (ulong* e = environment)
            {
                var block = (byte*)Usys.Call2(UsysFunction.SerializeArgvEnvp, (nuint)a, (nuint)e);
                Check.Equal(1u, *(uint*)(block + ArgumentBlock.CountOffset), "arguments");
                Check.Equal(1u, *(uint*)(block + ArgumentBlock.EnvironmentCountOffset), "variables");
                var offsets = (uint*)(block + ArgumentBlock.FirstOffset);
                Check.Equal((byte)'f', block[offsets[0]], "argument");
                Check.Equal((byte)'N', block[offsets[1]], "variable");
                Usys.Call1(UsysFunction.Free, (nuint)block);
            }
        }
    }
}
