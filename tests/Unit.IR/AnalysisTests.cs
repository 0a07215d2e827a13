using System.Linq;
using IL2CPU.IR;
using NUnit.Framework;

namespace Unit.IR;

public sealed class AnalysisTests
{
    private const string Nested = """
        method routine"nested" (i32)
        region 0 Catch parent -1 handler b6
        b0:
          v0:i32 = Param 0
          Jump -> b1
        b1:
          Branch v0 -> b2, b5
        b2: region 0
          Branch v0 -> b3, b4
        b3:
          Jump -> b2
        b4:
          Jump -> b1
        b5:
          Return
        b6: handler
          Jump -> b5
        """;

    [Test]
    public void Dominators_HandlerJoinsNormalCode_NothingDominatesTheJoin()
    {
        MethodBody body = IRParser.Parse(Nested);
        Verifier.Verify(body);
        var dominators = new Dominators(new BlockOrder(body));
        Assert.That(dominators.Parent(body.Blocks[5]), Is.Null);
        Assert.That(dominators.Parent(body.Blocks[6]), Is.Null);
        Assert.That(dominators.Dominates(body.Blocks[1], body.Blocks[4]));
        Assert.That(dominators.Dominates(body.Blocks[0], body.Blocks[6]), Is.False);
        Assert.That(dominators.Order.Blocks[0], Is.SameAs(body.Entry));
        Assert.That(dominators.Preorder().Count(), Is.EqualTo(7));
    }

    [Test]
    public void Loops_Nested_HaveDepthsAndLatches()
    {
        MethodBody body = IRParser.Parse(Nested);
        var loops = new LoopInfo(body, new Dominators(new BlockOrder(body)));
        Assert.That(loops.Loops.Select(loop => loop.Header.Id), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(loops.Depth(body.Blocks[3]), Is.EqualTo(2));
        Assert.That(loops.Depth(body.Blocks[4]), Is.EqualTo(1));
        Assert.That(loops.Loops[1].Latches.Single().Id, Is.EqualTo(3));
        Assert.That(loops.RetreatingEdges.Count, Is.EqualTo(2));
    }

    [Test]
    public void RemoveUnreachableBlocks_RegionWithoutBlocks_LosesItsHandler()
    {
        MethodBody body = IRParser.Parse("""
            method routine"m" ()
            region 0 Catch parent -1 handler b2
            b0:
              Return
            b1: region 0
              Return
            b2: handler
              Return
            """);
        Assert.That(body.RemoveUnreachableBlocks());
        Assert.That(body.Blocks.Count, Is.EqualTo(1));
        Assert.That(body.Regions[0].Handler, Is.Null);
        Verifier.Verify(body);
    }

    [Test]
    public void SplitBlock_MiddleOfABlock_KeepsEdgesAndPhis()
    {
        MethodBody body = IRParser.Parse("""
            method routine"m" (i32) -> i32
            b0:
              v0:i32 = Param 0
              v1:i32 = Neg v0
              Branch v0 -> b1, b2
            b1:
              Jump -> b2
            b2:
              v2:i32 = Phi b0: v0, b1: v1
              Return v2
            """);
        Block tail = body.SplitBlock(body.Entry, 1);
        body.Terminate(body.Entry, Op.Jump, [], tail);
        Verifier.Verify(body);
        body.SplitEdge(tail, 1);
        Verifier.Verify(body);
        Assert.That(body.Blocks[2].Phis[0].ArgCount, Is.EqualTo(2));
    }
}
