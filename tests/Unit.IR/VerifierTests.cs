using System;
using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using NUnit.Framework;

namespace Unit.IR;

/// <summary>One broken body per rule: each must be refused, for that rule.</summary>
public sealed class VerifierTests
{
    private const string Good = """
        method routine"diamond" (i32, ref) -> i32
        slot s0 size 8 align 8 scalar ref
        b0:
          v0:i32 = Param 0
          v1:ref = Param 1
          v2:ptr = SlotAddr s0
          Store.ref v2, v1
          Branch v0 -> b1, b2
        b1:
          v3:i32 = Load.i32 v1 + 8 {Invariant}
          Jump -> b3
        b2:
          v4:i32 = Const 7
          Jump -> b3
        b3:
          v5:i32 = Phi b1: v3, b2: v4
          v6:i32 = Add v5, v0
          Return v6
        """;

    private const string WithHandler = """
        method routine"guarded" (i64) -> i32
        slot s0 size 4 align 4 scalar i32
        region 0 Fault parent -1 handler b2
        b0:
          v0:i64 = Param 0
          v1:i32 = Const 1
          Jump -> b1
        b1: region 0
          v2:i32 = Load.i32 v0
          v3:ptr = SlotAddr s0
          Store.i32 v3, v2
          Return v1
        b2: handler
          v4:ref = CatchArg
          v5:ptr = SlotAddr s0
          v6:i32 = Load.i32 v5
          Return v6
        """;

    [TestCase(Good)]
    [TestCase(WithHandler)]
    public void Verify_SoundBody_Passes(string text) => Assert.DoesNotThrow(() => Verifier.Verify(IRParser.Parse(text)));

    public static IEnumerable<TestCaseData> BrokenTexts()
    {
        yield return Body(VerifierRules.Entry, "b0:\n Jump -> b0");
        yield return Body(VerifierRules.Terminator, "b0:\n v0:i32 = Const 1");
        yield return Body(VerifierRules.Terminator, "b0:\n v0:i32 = Const 1\n Branch v0 -> b1\nb1:\n Return");
        yield return Body(VerifierRules.PhiKind, "b0:\n v0:i64 = Const 1\n Jump -> b1\nb1:\n v1:i32 = Phi b0: v0\n Return");
        yield return Body(VerifierRules.Dominance, "b0:\n v0:i32 = Add v1, v1\n v1:i32 = Const 1\n Return");
        yield return Body(VerifierRules.Dominance, "b0:\n v0:i32 = Const 1\n Branch v0 -> b1, b2\nb1:\n v1:i32 = Const 2\n Jump -> b3\nb2:\n Jump -> b3\nb3:\n v2:i32 = Neg v1\n Return");
        yield return Body(VerifierRules.Dominance, "b0:\n v0:i32 = Const 1\n Branch v0 -> b1, b2\nb1:\n v1:i32 = Const 2\n Jump -> b2\nb2:\n v2:i32 = Phi b0: v1, b1: v1\n Return");
        yield return Body(VerifierRules.Dominance, "region 0 Fault parent -1 handler b2\nb0:\n v0:i32 = Const 1\n Jump -> b1\nb1: region 0\n Return\nb2: handler\n v1:i32 = Neg v0\n Unreachable");
        yield return Body(VerifierRules.Arity, "b0:\n v0:i32 = Const 1\n v1:i32 = Add v0\n Return");
        yield return Body(VerifierRules.OperandKind, "b0:\n v0:i32 = Const 1\n v1:i64 = Const 1\n v2:i32 = Add v0, v1\n Return");
        yield return Body(VerifierRules.OperandKind, "b0:\n v0:ref = Const 0\n v1:i32 = Const 1\n v2:ptr = Add v0, v1\n Return");
        yield return Body(VerifierRules.OperandKind, "b0:\n v0:i64 = Const 1\n Branch v0 -> b1, b1\nb1:\n Return");
        yield return Body(VerifierRules.OperandKind, "b0:\n v0:f64 = Const 0\n v1:i32 = Lt v0, v0\n v2:ref = Const 0\n v3:i32 = Lt v2, v2\n Return");
        yield return Body(VerifierRules.OperandKind, "b0:\n v0:i64 = Const 1\n v1:i32 = CallIndirect v0, v0 sig\"i32 -> i32\"\n Return");
        yield return Body(VerifierRules.ResultKind, "b0:\n v0:i32 = Const 1\n v1:i64 = Eq v0, v0\n Return");
        yield return Body(VerifierRules.ResultKind, "b0:\n v0:i64 = Const 1\n v1:i64 = Load.i32 v0\n Return");
        yield return Body(VerifierRules.Constant, "b0:\n v0:ptr = Const 64\n Return");
        yield return Body(VerifierRules.Aux, "b0:\n v0:ptr = SlotAddr\n Return");
        yield return Body(VerifierRules.Aux, "b0:\n Call\n Return");
        yield return Body(VerifierRules.Memory, "b0:\n v0:i64 = Const 1\n v1:i32 = Load v0\n Return");
        yield return Body(VerifierRules.Memory, "b0:\n v0:i32 = Const 1\n v1:i32 = Add.i32 v0, v0\n Return");
        yield return Body(VerifierRules.Param, "b0:\n v0:i32 = Param 0\n Return");
        yield return Body(VerifierRules.Results, "b0:\n v0:i32 = Const 1\n Return v0");
        yield return Body(VerifierRules.Region, "b0: region 0\n Return");
        yield return Body(VerifierRules.Region, "region 0 Catch parent 1\nregion 1 Catch parent 0\nb0:\n Return");
        yield return Body(VerifierRules.Handler, "region 0 Catch parent -1 handler b1\nb0:\n Jump -> b1\nb1: handler\n Return");
        yield return Body(VerifierRules.HandlerRegion, "region 0 Catch parent -1 handler b1\nb0: region 0\n Return\nb1: region 0 handler\n Return");
        yield return Body(VerifierRules.CatchArg, "b0:\n v0:ref = CatchArg\n Return");
        yield return Body(VerifierRules.SecondResult, "b0:\n v0:i32 = Call routine\"f\"\n v1:i32 = Const 0\n v2:i32 = SecondResult v0 + 1\n Return");
        yield return Body(VerifierRules.NoReturn, "b0:\n Call routine\"throw\" {NoReturn}\n Return");
        yield return Body(VerifierRules.Location, "b0:\n v0:i32 = Const 1 @ 3\n Return");
    }

    [TestCaseSource(nameof(BrokenTexts))]
    public void Verify_BrokenText_NamesTheRule(string text, string rule)
    {
        MethodBody body = IRParser.Parse(text);
        IRVerificationException error = Assert.Throws<IRVerificationException>(() => Verifier.Verify(body))!;
        Assert.That(error.Rule, Is.EqualTo(rule), error.Message);
        Assert.That(error.Message, Does.StartWith("broken: "));
    }

    private static TestCaseData Body(string rule, string body) => new TestCaseData("method routine\"broken\" ()\n" + body, rule).SetArgDisplayNames(rule, body);

    public static IEnumerable<TestCaseData> BrokenGraphs()
    {
        yield return Graph(VerifierRules.Edges, body => body.Blocks[3].Predecessors.Add(body.Blocks[0]));
        yield return Graph(VerifierRules.Edges, body => body.Blocks[1].Successors[0] = body.Blocks[2]);
        yield return Graph(VerifierRules.PhiArity, body => body.Blocks[3].Phis[0].RemoveArg(0));
        yield return Graph(VerifierRules.Membership, body => body.Blocks[3].Body.Add(body.Blocks[2].Body[0]));
        yield return Graph(VerifierRules.Membership, body => body.Blocks[3].Body[0].Block = null);
        yield return Graph(VerifierRules.Placed, body => body.Blocks[3].Body[0].SetArg(1, body.NewValue(Op.Const, Kind.I32)));
        yield return Graph(VerifierRules.TerminatorPlace, body => body.Append(body.Blocks[3], Op.Jump, Kind.Void));
        yield return Graph(VerifierRules.Slot, body => body.Slots[0].IsRemoved = true);
        yield return Graph(VerifierRules.Slot, body => body.Blocks[0].Body[2].Aux = new MethodBody(body.Symbol, [], []).NewSlot(8, 8, null));
        yield return Graph(VerifierRules.OperandKind, body => body.Blocks[3].Body[0].SetArg(1, body.Blocks[0].Body[3]));
        yield return Graph(VerifierRules.Handler, body => body.Blocks[3].IsHandler = true);
    }

    [TestCaseSource(nameof(BrokenGraphs))]
    public void Verify_BrokenGraph_NamesTheRule(Action<MethodBody> damage, string rule)
    {
        MethodBody body = IRParser.Parse(Good);
        damage(body);
        IRVerificationException error = Assert.Throws<IRVerificationException>(() => Verifier.Verify(body))!;
        Assert.That(error.Rule, Is.EqualTo(rule), error.Message);
    }

    private static TestCaseData Graph(string rule, Action<MethodBody> damage) => new TestCaseData(damage, rule).SetArgDisplayNames("damage", rule);

    [Test]
    public void Rules_All_HaveABrokenBody()
    {
        IEnumerable<string> rules = typeof(VerifierRules).GetFields().Select(field => (string)field.GetValue(null)!);
        HashSet<string> covered = [.. BrokenTexts().Concat(BrokenGraphs()).Select(data => (string)data.Arguments[1]!), VerifierRules.Lowered];
        Assert.That(rules.Where(rule => !covered.Contains(rule)), Is.Empty);
    }

    [Test]
    public void VerifyLowered_HighLevelOperation_IsRefused()
    {
        MethodBody body = IRParser.Parse("method routine\"m\" ()\nb0:\n v0:ref = Const 0\n v1:ref = Phi\n Return".Replace("v1:ref = Phi", "Poll", StringComparison.Ordinal));
        body.Blocks[0].Body.RemoveAt(1);
        Value check = body.Append(body.Blocks[0], Op.CallVirtual, Kind.Void, body.Blocks[0].Body[0]);
        IRVerificationException error = Assert.Throws<IRVerificationException>(() => Verifier.VerifyLowered(body))!;
        Assert.That(error.Rule, Is.EqualTo(VerifierRules.Lowered));
        Assert.That(error.Value, Does.StartWith(check.ToString()));
    }
}
