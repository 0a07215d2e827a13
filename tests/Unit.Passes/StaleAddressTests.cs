using System;
using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.Import;
using IL2CPU.Passes;
using IL2CPU.Passes.StaleAddresses;
using NUnit.Framework;

namespace Unit.Passes;

/// <summary>What the check of stale addresses finds, and what it must leave alone.</summary>
public sealed class StaleAddressTests
{
    // "splits" has a split check, "leaf" has none; "kernel" is a routine: to hand it an integer is a use.
    private const string Callees = """
        method routine"splits" ()
        b0:
          Call routine"kernel"
          Return
        method routine"leaf" ()
        b0:
          Return
        method routine"pass" (i64)
        b0:
          v0:i64 = Param 0
          Call v0 routine"kernel"
          Return
        method routine"passUnmoved" (i64) nosplit
        b0:
          v0:i64 = Param 0
          Call v0 routine"kernel"
          Return
        method routine"ignore" (i64)
        b0:
          v0:i64 = Param 0
          Call routine"splits"
          Return
        method routine"convert" (ptr) -> i64
        b0:
          v0:ptr = Param 0
          v1:i64 = PtrToInt v0
          Return v1
        method routine"convertEarly" (ptr) -> i64
        b0:
          v0:ptr = Param 0
          v1:i64 = PtrToInt v0
          Call routine"splits"
          Return v1
        method routine"useLate" (ptr)
        b0:
          v0:ptr = Param 0
          v1:i64 = PtrToInt v0
          Call routine"splits"
          Call v1 routine"kernel"
          Return
        method routine"useAtOnce" (ptr)
        b0:
          v0:ptr = Param 0
          Call routine"splits"
          v1:i64 = PtrToInt v0
          Call v1 routine"kernel"
          Return
        method routine"element" (ptr) -> ptr
        b0:
          v0:ptr = Param 0
          v1:i64 = Const 8
          v2:ptr = Add v0, v1
          Return v2
        method routine"again" (ptr, i64)
        b0:
          v0:ptr = Param 0
          v1:i64 = Param 1
          Call v0, v1 routine"again"
          Return
        method routine"passFirst" (ptr)
        b0:
          v0:ptr = Param 0
          v1:i64 = Load.i64 v0
          Call v1 routine"kernel"
          Return
        """;

    private const string Make = """
          v0:ptr = SlotAddr s0
          v1:i64 = PtrToInt v0
        """;

    [TestCase("Call routine\"splits\"|Call v1 routine\"kernel\"", TestName = "Stale_HandedToARoutineAfterASplit_IsReported")]
    [TestCase("Call routine\"splits\"|v2:ptr = IntToPtr v1|Store.i64 v2, v1", TestName = "Stale_MadeAPointerAgainAfterASplit_IsReported")]
    [TestCase("Call routine\"splits\"|v2:i64 = Load.i64 v1", TestName = "Stale_DereferencedAfterASplit_IsReported")]
    [TestCase("v2:i64 = Const 16|v3:i64 = Add v1, v2|Call routine\"splits\"|Call v3 routine\"kernel\"", TestName = "Stale_DerivedBeforeASplit_IsReported")]
    [TestCase("v2:i64 = Const 16|Call routine\"splits\"|v3:i64 = Add v1, v2|Call v3 routine\"kernel\"", TestName = "Stale_DerivedAfterASplit_IsReported")]
    [TestCase("Call v1 routine\"pass\"", TestName = "Stale_HandedToAMethodThatSplitsOnEntry_IsReported")]
    [TestCase("Call routine\"splits\"|Call v1 routine\"passUnmoved\"", TestName = "Stale_HandedToAMethodThatUsesIt_IsReported")]
    [TestCase("v2:i64 = Call v0 routine\"convert\"|Call routine\"splits\"|Call v2 routine\"kernel\"", TestName = "Stale_MadeByACallee_IsReported")]
    [TestCase("v2:i64 = Call v0 routine\"convertEarly\"|Call v2 routine\"kernel\"", TestName = "Stale_ReturnedStaleByACallee_IsReported")]
    [TestCase("v2:ptr = SlotAddr s1|Store.i64 v2, v1|Call routine\"splits\"|v3:i64 = Load.i64 v2|Call v3 routine\"kernel\"", TestName = "Stale_KeptInAVariableAcrossASplit_IsReported")]
    [TestCase("v2:ptr = SlotAddr s1|Store.i64 v2, v1|Call v2 routine\"passFirst\"", TestName = "Stale_HandedOverInMemory_IsReported")]
    [TestCase("v2:ptr = SlotAddr s2|v3:ptr = Call v2 routine\"element\"|Store.i64 v3, v1|Call v2 routine\"passFirst\"", TestName = "Stale_StoredThroughAReturnedPointer_IsReported")]
    [TestCase("Call v0 routine\"useLate\"", TestName = "Pointer_MadeAnIntegerAndUsedLateByACallee_IsReported")]
    public void Run_AfterTheStackMayHaveMoved_Reports(string code)
    {
        IReadOnlyList<string> errors = Check(Make + Lines(code));

        Assert.That(errors, Has.Count.EqualTo(1));
        Assert.That(errors[0], Does.StartWith("error: root: an integer made from a stack address is used after the stack may have moved"));
        Assert.That(errors[0], Does.Contain("\n  used at "));
    }

    [TestCase("Call v1 routine\"kernel\"", TestName = "Fresh_HandedToARoutine_IsFine")]
    [TestCase("Call routine\"leaf\"|Call v1 routine\"kernel\"", TestName = "Fresh_AfterALeaf_IsFine")]
    [TestCase("Call routine\"kernel\"|Call v1 routine\"kernel\"", TestName = "Fresh_AfterARoutine_IsFine")]
    [TestCase("Call v1 routine\"passUnmoved\"", TestName = "Fresh_HandedToANoSplitMethod_IsFine")]
    [TestCase("Call routine\"splits\"|v2:i64 = PtrToInt v0|Call v2 routine\"kernel\"", TestName = "Fresh_MadeAfterTheSplit_IsFine")]
    [TestCase("Call v1 routine\"ignore\"", TestName = "Stale_NeverUsed_IsFine")]
    [TestCase("v2:i64 = Const 15|v3:i64 = And v1, v2|Call routine\"splits\"|Call v3 routine\"kernel\"", TestName = "Alignment_AfterASplit_IsFine")]
    [TestCase("v2:ptr = SlotAddr s1|v3:i64 = PtrToInt v2|v4:i64 = Sub v1, v3|Call routine\"splits\"|Call v4 routine\"kernel\"", TestName = "Distance_AfterASplit_IsFine")]
    [TestCase("v2:ptr = SlotAddr s1|Store.i64 v2, v1|Call routine\"splits\"|v3:i64 = PtrToInt v0|Store.i64 v2, v3|v4:i64 = Load.i64 v2|Call v4 routine\"kernel\"", TestName = "Variable_StoredAnewAfterASplit_IsFine")]
    [TestCase("v2:i64 = Call v0 routine\"convert\"|Call v2 routine\"kernel\"", TestName = "Fresh_MadeByALeafCallee_IsFine")]
    [TestCase("Call v0, v1 routine\"again\"", TestName = "Cycle_WithoutAUse_IsFine")]
    [TestCase("Call v0 routine\"useAtOnce\"", TestName = "Pointer_MadeAnIntegerAfterTheSplitByACallee_IsFine")]
    public void Run_NothingStaleIsUsed_IsSilent(string code) => Assert.That(Check(Make + Lines(code)), Is.Empty);

    [Test]
    public void Run_LoopWithTheSplitBehindTheUse_Reports()
    {
        const string Loop = """
            method routine"root" (i32)
            slot s0 size 8 align 8 scalar i64
            b0:
              v5:i32 = Param 0
              v0:ptr = SlotAddr s0
              v1:i64 = PtrToInt v0
              Jump -> b1
            b1:
              Call v1 routine"kernel"
              Call routine"splits"
              Branch v5 -> b1, b2
            b2:
              Return
            """;

        Assert.That(Run(Loop), Has.Count.EqualTo(1));
    }

    [Test]
    public void Run_LoopThatMakesTheIntegerInEveryRound_IsSilent()
    {
        const string Loop = """
            method routine"root" (i32)
            slot s0 size 8 align 8 scalar i64
            b0:
              v5:i32 = Param 0
              v0:ptr = SlotAddr s0
              Jump -> b1
            b1:
              v1:i64 = PtrToInt v0
              Call v1 routine"kernel"
              Call routine"splits"
              Branch v5 -> b1, b2
            b2:
              Return
            """;

        Assert.That(Run(Loop), Is.Empty);
    }

    [TestCase(ImageProfile.Native)]
    [TestCase(ImageProfile.Kernel)]
    public void Run_StacksThatStay_IsSilent(ImageProfile profile)
    {
        string code = Make + Lines("Call routine\"splits\"|Call v1 routine\"kernel\"");

        Assert.That(Run(Root(code), profile), Is.Empty);
    }

    private static string Lines(string code) => string.Concat(code.Split('|').Select(line => "\n  " + line));

    private static string Root(string code) => $"""
        method routine"root" ()
        slot s0 size 8 align 8 scalar i64
        slot s1 size 8 align 8 scalar i64
        slot s2 size 16 align 8
        b0:
        {code}
          Return
        """;

    private static IReadOnlyList<string> Check(string code) => Run(Root(code));

    private static IReadOnlyList<string> Run(string root, ImageProfile profile = ImageProfile.Program)
    {
        MethodBody[] bodies = [.. ("\n" + Callees + "\n" + root).Split("\nmethod ").Skip(1).Select(text => IRParser.Parse("method " + text))];
        foreach (MethodBody body in bodies)
            Verifier.Verify(body);
        return StaleAddressCheck.Run(new PassContext(new FakeModel(bodies) { ProfileOfImage = profile }, new PipelineOptions()));
    }
}
