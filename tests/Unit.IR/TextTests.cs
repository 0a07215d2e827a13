using System;
using IL2CPU.IR;
using NUnit.Framework;

namespace Unit.IR;

public sealed class TextTests
{
    private const string Sample = """
        method routine"sample" (i32, ref, ptr) -> i64, f64 nosplit
        slot s0 size 16 align 8 count 2 name "buffer \"x\"" zero
        slot s1 size 8 align 8 scalar ptr shared
        slot s2 size 4 align 4 scalar i32 removed
        region 0 Finally parent -1 handler b4
        b0:
          v0:i32 = Param 0
          v1:ref = Param 1
          v2:ptr = Param 2
          v7:i64 = Const -3
          v8:ptr = SlotAddr 8 s0
          Store.i64 v8, v7 + -8 {Volatile NonNull}
          ZeroBlock v8 + 8
          v9:ref = SymbolAddr string"tab\u0009 \"q\" \\"
          v10:i64 = SymbolAddr bytes(4)"blob=00FF10"
          Jump -> b1
        b1: region 0
          v11:i32 = Phi b0: v0, b2: v12
          Switch v11 -> b2, b3, b3
        b2: region 0
          v12:i32 = Add v11, v0
          v13:i64 = Call v1, v7 routine"helper"
          v14:f64 = SecondResult v13 + 1
          ThrowIf v12, v13 routine"ThrowOverflow"
          Jump -> b1
        b3: cold
          v15:f64 = Const 4607182418800017408
          v16:i64 = CallIndirect v7, v15 sig"f64 -> i64" {Unmanaged}
          Machine v16 x86"WriteCr3"
          Return v16, v15
        b4: handler
          v17:ref = CatchArg
          Call v17 routine"ResumeUnwind" {NoReturn}
          Unreachable

        """;

    [Test]
    public void Print_ParsedText_IsTheSameText()
    {
        MethodBody body = IRParser.Parse(Sample);
        Verifier.Verify(body);
        string text = Sample.ReplaceLineEndings("\n");
        Assert.That(IRPrinter.Print(body), Is.EqualTo(text));
    }

    [Test]
    public void Parse_TwoPhis_TheFirstOrdersThePredecessors()
    {
        MethodBody body = IRParser.Parse("""
            method routine"m" (i32) -> i32
            b0:
              v0:i32 = Param 0
              v1:i32 = Const 1
              v2:i32 = Const 2
              Branch v0 -> b1, b2
            b1:
              Jump -> b3
            b2:
              Jump -> b3
            b3:
              v3:i32 = Phi b2: v2, b1: v1
              v4:i32 = Phi b1: v0, b2: v1
              Return v3
            """);
        Block join = body.Blocks[3];
        Assert.That(join.Predecessors, Is.EqualTo(new[] { body.Blocks[2], body.Blocks[1] }));
        Assert.That(join.Phis[0].Arg(0).Imm, Is.EqualTo(2));
        Assert.That(join.Phis[1].Arg(0).Imm, Is.EqualTo(1));
    }

    [TestCase("method routine\"m\" ()\nb0:\n  v1:i32 = Bogus v0\n  Return", "line 3")]
    [TestCase("method routine\"m\" ()\nb0:\n  v1:i32 = Neg v9\n  Return", "v9 is used but not defined")]
    [TestCase("method routine\"m\" ()\nb0:\n  Jump -> b7", "")]
    [TestCase("b0:\n  Return", "line 1: method line expected first")]
    [TestCase("method routine\"m\" ()\nb0:\n  Return garbage", "line 3")]
    public void Parse_BadText_SaysWhere(string text, string message)
    {
        Exception error = Assert.Catch(() => IRParser.Parse(text))!;
        Assert.That(error.Message, Does.Contain(message));
    }
}
