using System.Linq;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Import;

/// <summary>The shape of imported bodies.</summary>
public class BodyTests
{
    [Test]
    public void Loop_HasPhisAndNoSlots()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "Loop"));

        Assert.That(body.Slots, Is.Empty);
        Assert.That(body.Blocks.Sum(b => b.Phis.Count), Is.EqualTo(3));
    }

    [Test]
    public void Finally_HasOneCopyPerTargetAndOneForDispatch()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "FinallyOnTwoPaths"));

        // Two leave targets and the exceptional copy store the field.
        Assert.That(body.Count(Op.Store), Is.EqualTo(3 + 1), "three copies, and the argument's home");
        Assert.That(body.Regions.Select(r => r.Kind), Is.EqualTo([RegionKind.Finally]));
        Assert.That(body.Regions[0].Handler!.Body[0].Op, Is.EqualTo(Op.CatchArg));
    }

    [Test]
    public void Filter_IsAFunctionReadingTheFrame()
    {
        MethodDesc method = Inputs.Method("Flow", "Filtered");
        Reachability image = Inputs.Analyze(method);
        MethodBody filter = image.Bodies.Single(b => b.Symbol is StubSymbol { Kind: StubKind.Filter } s && s.Method == method);
        MethodBody parent = image.Bodies.Single(b => b.Symbol == new MethodSymbol(method));

        Verifier.Verify(filter);
        Assert.That(filter.Parameters, Is.EqualTo([Kind.Ref, Kind.Ptr]));
        Assert.That(filter.Values().Any(v => v.Aux is FrameOffset), Is.True);
        Assert.That(parent.Regions[0].FilterFunction, Is.EqualTo(filter.Symbol));
        Assert.That(parent.Slots.Any(s => s.IsShared), Is.True);
    }

    [Test]
    public void Rethrow_AfterNestedHandler_ReadsTheExceptionFromASlot()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "Rethrows"));

        Value rethrow = body.Values().Single(v => v.Aux is RoutineSymbol { RoutineName: RuntimeHelper.Rethrow });
        Assert.That(rethrow.Arg(0).Op, Is.EqualTo(Op.Load));
    }

    [Test]
    public void Divide_ChecksZeroAndOverflow()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "Divide"));

        Assert.That(body.Count(Op.ThrowIf), Is.EqualTo(2));
    }

    [Test]
    public void DivideByConstant_ChecksNothing()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "DivideBySeven"));

        Assert.That(body.Count(Op.ThrowIf), Is.Zero);
    }

    [Test]
    public void CheckedConversion_ComparesWithBothBounds()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "Checked"));

        Assert.That(body.Count(Op.ThrowIf), Is.EqualTo(2));
    }

    [Test]
    public void CallOfMethodWithoutReturn_EndsTheBlock()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Flow", "AfterNeverReturns"));

        Value call = body.Values().Single(v => v.Op == Op.Call);
        Assert.That(call.Flags.HasFlag(ValueFlags.NoReturn), Is.True);
        Assert.That(call.Block!.Terminator!.Op, Is.EqualTo(Op.Unreachable));
        Assert.That(call.Block.IsCold, Is.True);
    }

    [Test]
    public void StructInMemory_ArrivesByPointerAndReturnsThroughBuffer()
    {
        Assert.That(Inputs.Body(Inputs.Method("Structs", "Sum")).Parameters, Is.EqualTo([Kind.Ptr]));
        MethodBody make = Inputs.Body(Inputs.Method("Structs", "Make"));
        Assert.That(make.Parameters, Is.EqualTo([Kind.Ptr, Kind.I64]));
        Assert.That(make.Results, Is.Empty);
    }

    [Test]
    public void SmallStruct_IsScalarised()
    {
        MethodBody make = Inputs.Body(Inputs.Method("Structs", "MakePair"));
        Assert.That(make.Results, Is.EqualTo([Kind.Ref, Kind.I32]));

        MethodBody use = Inputs.Body(Inputs.Method("Structs", "UsePair"));
        Assert.That(use.Parameters, Is.EqualTo([Kind.Ref, Kind.I32]));
        Assert.That(use.Count(Op.SecondResult), Is.EqualTo(1));
    }

    [Test]
    public void StructCopy_IsTakenBeforeTheSourceIsWritten()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Structs", "Snapshot"));

        Value[] values = [.. body.Values()];
        int copy = System.Array.FindIndex(values, v => v.Op == Op.CopyBlock);
        int store = System.Array.FindIndex(values, v => v.Op == Op.Store);
        Assert.That(copy, Is.InRange(0, store));
    }

    [Test]
    public void Virtual_OnUnknownReceiver_StaysVirtual() =>
        Assert.That(Inputs.Body(Inputs.Method("Calls", "OnAny")).Count(Op.CallVirtual), Is.EqualTo(1));

    [TestCase("OnSealed")]
    [TestCase("OnNew")]
    public void Virtual_OnKnownReceiver_IsDirect(string name) =>
        Assert.That(Inputs.Body(Inputs.Method("Calls", name)).Count(Op.CallVirtual), Is.Zero);

    [Test]
    public void Virtual_WithReturnBuffer_NamesItsReceiver()
    {
        Value call = Inputs.Body(Inputs.Method("Calls", "WithBuffer")).Values().Single(v => v.Op == Op.CallVirtual);

        Assert.That(call.Imm, Is.EqualTo(1));
        Assert.That(call.Arg(1).Kind, Is.EqualTo(Kind.Ref));
    }

    [Test]
    public void CallOnBox_MakesNoObject() =>
        Assert.That(Inputs.Body(Inputs.Method("Calls", "OnBox")).Count(Op.NewObject), Is.Zero);

    [Test]
    public void Delegates_CallThroughTheirCell()
    {
        MethodBody body = Inputs.Body(Inputs.Method("Calls", "Invoke"));
        Value call = body.Values().Single(v => v.Op == Op.CallIndirect);
        Assert.That(call.Aux, Is.EqualTo(new CallSignature([Kind.Ref, Kind.I32], [Kind.I32])).Using<CallSignature>(
            (a, b) => a.Parameters.SequenceEqual(b.Parameters) && a.Results.SequenceEqual(b.Results)));
    }

    [Test]
    public void OpenStaticDelegate_BringsItsThunk()
    {
        Reachability image = Inputs.Analyze(Inputs.Method("Calls", "Open"));

        Assert.That(image.Bodies.Any(b => b.Symbol is StubSymbol { Kind: StubKind.DelegateOpenStatic }), Is.True);
    }
}
