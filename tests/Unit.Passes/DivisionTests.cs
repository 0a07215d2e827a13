using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.Passes;
using NUnit.Framework;

namespace Unit.Passes;

/// <summary>Quotients and remainders by constants, at the edges of both widths, against the host's division.</summary>
public sealed class DivisionTests
{
    private static readonly long[] s_divisors =
        [2, 3, 5, 6, 7, 9, 10, 11, 12, 25, 100, 125, 127, 641, 1000, 1024, 65535, 65537, 1000000007, int.MaxValue, -2, -3, -7, -10, -1000, -int.MaxValue];

    private static readonly long[] s_wideDivisors = [10000000000, 1L << 40, (1L << 62) + 1, long.MaxValue, -long.MaxValue, 0x100000001, -7000000000];

    [Test]
    public void Divide_ByConstant_EqualsHostDivision([Values(Op.Div, Op.DivUn, Op.Rem, Op.RemUn)] Op op, [Values(Kind.I32, Kind.I64)] Kind kind)
    {
        List<long> divisors = [.. s_divisors, .. kind == Kind.I64 ? s_wideDivisors : []];
        foreach (long divisor in divisors)
        {
            MethodBody body = Make(op, kind, divisor);
            Pipeline.Run(new FakeModel(body), new PipelineOptions { Verify = true });
            Assert.That(IRPrinter.Print(body), Does.Not.Contain($"= {op} "), $"{op} by {divisor}");
            foreach (long dividend in Dividends(kind, divisor))
            {
                string expected = $"return {Expected(op, kind, dividend, divisor)} ";
                Assert.That(Interpreter.Run(body, dividend), Does.StartWith(expected), $"{dividend} {op} {divisor}");
            }
        }
    }

    private static MethodBody Make(Op op, Kind kind, long divisor)
    {
        var body = new MethodBody(new RoutineSymbol("divide"), [kind], [kind]);
        Block block = body.NewBlock();
        Value dividend = body.Append(block, Op.Param, kind);
        Value quotient = body.Append(block, op, kind, dividend, body.Constant(block, kind, divisor));
        body.Terminate(block, Op.Return, [quotient]);
        return body;
    }

    private static IEnumerable<long> Dividends(Kind kind, long divisor)
    {
        long lowest = kind == Kind.I32 ? int.MinValue : long.MinValue;
        long highest = kind == Kind.I32 ? int.MaxValue : long.MaxValue;
        for (int i = -3; i <= 3; i++)
        {
            foreach (long center in (long[])[0, divisor, -divisor, 3 * divisor, lowest, highest, highest / divisor * divisor])
            {
                long dividend = unchecked(center + i);
                yield return kind == Kind.I32 ? (int)dividend : dividend;
            }
        }

        var random = new Random(5);
        for (int i = 0; i < 200; i++)
            yield return kind == Kind.I32 ? (int)random.NextInt64() : random.NextInt64(long.MinValue, long.MaxValue);
    }

    private static long Expected(Op op, Kind kind, long a, long b) => (op, kind) switch
    {
        (Op.Div, _) => a / b,
        (Op.Rem, _) => a % b,
        (Op.DivUn, Kind.I32) => (int)((uint)a / (uint)b),
        (Op.RemUn, Kind.I32) => (int)((uint)a % (uint)b),
        (Op.DivUn, _) => (long)((ulong)a / (ulong)b),
        _ => (long)((ulong)a % (ulong)b),
    };
}
