using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.X64;

/// <summary>What a debugger is told of places: known where the allocator keeps the value, and not a byte further.</summary>
[TestFixture]
internal sealed class VariablePlaceTests
{
    private const int Rdi = 7;
    private const int Rsi = 6;

    private static FunctionBuilder Function(params Kind[] parameters)
    {
        var f = new FunctionBuilder("f", parameters, [Kind.I64]);
        f.Body.Variables = new SourceVariables();
        for (int i = 0; i < parameters.Length; i++)
        {
            f.Body.Variables.Variables.Add(new SourceVariable { Name = $"p{i}", Type = null!, IsParameter = true });
            f.Body.Variables.Add(new VariableValue(i, 0, SourceVariables.Everywhere, 0, 8, f.Parameters[i], IsAddress: false));
        }

        return f;
    }

    private static CompiledCode Compile(FunctionBuilder f, bool junk = false)
    {
        Verifier.Verify(f.Body);
        return CodeGenerator.Compile(f.Body, new CodeGenOptions { SplitStacks = true, CheckAllocation = true, JunkDeadSlots = junk });
    }

    private static List<VariableRange> At(CompiledCode code, int variable, int offset) =>
        code.Variables.Where(range => range.Variable == variable && range.Start <= offset && offset < range.End).ToList();

    // The call's own return address belongs to what follows; a debugger asks for the byte before.
    private static int InCall(CompiledCode code, string target) =>
        code.Calls.Single(call => call.Target?.Name == target).Offset - 1;

    [Test]
    public void Parameter_NeededAfterACall_IsInTheFrameDuringIt()
    {
        FunctionBuilder f = Function(Kind.I64, Kind.I64);
        Value called = f.Call("Clobber", Kind.I64, f.Parameters[0]);
        f.Return(f.Add(Op.Add, Kind.I64, called, f.Parameters[1]));
        CompiledCode code = Compile(f);
        Assert.That(At(code, 0, 0).Single(), Has.Property("Place").EqualTo(VariablePlace.Register).And.Property("Number").EqualTo(Rdi));
        Assert.That(At(code, 1, 0).Single().Number, Is.EqualTo(Rsi));
        Assert.That(At(code, 0, InCall(code, "Clobber")), Is.Empty, "its register is the callee's");
        Assert.That(At(code, 1, InCall(code, "Clobber")).Single().Place, Is.EqualTo(VariablePlace.Frame));
    }

    [Test]
    public void Parameter_NobodyUses_IsKnownAtTheEntryOnly()
    {
        FunctionBuilder f = Function(Kind.I64, Kind.I64);
        f.Return(f.Call("Clobber", Kind.I64, f.Parameters[1]));
        CompiledCode code = Compile(f);
        Assert.That(At(code, 0, 0).Single().Number, Is.EqualTo(Rdi));
        Assert.That(At(code, 0, InCall(code, "Clobber")), Is.Empty);
    }

    [Test]
    public void Parameter_OnTheStack_StaysWhereTheCallerPutIt()
    {
        FunctionBuilder f = Function([.. Enumerable.Repeat(Kind.I64, 8)]);
        Value called = f.Call("Clobber", Kind.I64, f.Parameters[6]);
        f.Return(called);
        CompiledCode code = Compile(f);
        VariableRange place = At(code, 6, InCall(code, "Clobber")).Single();
        Assert.That((place.Place, place.Number, place.Start), Is.EqualTo((VariablePlace.Frame, 16L, 0)));
        Assert.That(At(code, 7, 0).Single().Number, Is.EqualTo(24), "unused");
    }

    [TestCase(Kind.I64, false, true)]
    [TestCase(Kind.I64, true, false)]
    [TestCase(Kind.Ref, false, false)]
    public void Parameter_NotNeededAgain_IsKnownInItsOwnCellUnlessACollectionOrAMoveMayStaleIt(Kind kind, bool junk, bool known)
    {
        FunctionBuilder f = Function(kind);
        f.Call("First", Kind.Void);
        f.Call("Second", Kind.Void, f.Parameters[0]);
        f.Call("Third", Kind.Void);
        f.Return(f.Constant(0));
        CompiledCode code = Compile(f, junk);
        Assert.That(At(code, 0, InCall(code, "First")).Single().Place, Is.EqualTo(VariablePlace.Frame));
        Assert.That(At(code, 0, InCall(code, "Third")), known ? Has.Count.EqualTo(1) : Is.Empty);
    }

    [Test]
    public void Value_OfSomePlacesOfTheSource_IsKnownInTheirCodeOnly()
    {
        FunctionBuilder f = Function(Kind.I64);
        SourceVariables variables = f.Body.Variables!;
        variables.Forget(static _ => true);
        variables.Add(new VariableValue(0, 0, 10, 0, 8, f.Parameters[0], IsAddress: false));
        variables.Add(new VariableValue(0, 10, 20, 0, 8, f.Constant(7), IsAddress: false));
        int[] offsets = [3, 10, 30];
        foreach (int offset in offsets)
        {
            f.Body.Locations.Add(new Location(null!, offset, -1));
            f.Call($"At{offset}", Kind.Void).Location = f.Body.Locations.Count - 1;
        }

        f.Return(f.Parameters[0]);
        CompiledCode code = Compile(f);
        Assert.That(At(code, 0, InCall(code, "At3")).Single().Place, Is.EqualTo(VariablePlace.Frame));
        VariableRange second = At(code, 0, InCall(code, "At10")).Single();
        Assert.That((second.Place, second.Number), Is.EqualTo((VariablePlace.Constant, 7L)));
        Assert.That(At(code, 0, InCall(code, "At30")), Is.Empty);
    }

    [Test]
    public void Home_IsKnownFromWhereTheArgumentHasBeenPutThere()
    {
        FunctionBuilder f = Function(Kind.I64);
        SourceVariables variables = f.Body.Variables!;
        Slot slot = f.Body.NewSlot(8, 8, null, Kind.I64);
        variables.Variables[0].Home = slot;
        variables.Forget(static _ => true);
        variables.Pass(new VariableValue(0, 0, SourceVariables.Everywhere, 0, 8, f.Parameters[0], IsAddress: false));
        f.Body.Locations.Add(new Location(null!, 0, -1));
        variables.HomingLocation = 0;
        f.Store(f.SlotAddress(slot), MemType.I64, f.Parameters[0]).Location = 0;
        Value called = f.Call("Clobber", Kind.I64, f.SlotAddress(slot));
        f.Return(called);
        CompiledCode code = Compile(f);
        Assert.That(At(code, 0, 0).Single(), Has.Property("Place").EqualTo(VariablePlace.Register).And.Property("Number").EqualTo(Rdi));
        VariableRange home = At(code, 0, InCall(code, "Clobber")).Single();
        Assert.That((home.Place, home.Number), Is.EqualTo((VariablePlace.Frame, (long)code.SlotOffsets[slot.Id])));
        Assert.That(home.Start, Is.Positive);
    }

    [Test]
    public void Ranges_OfOnePart_DoNotOverlap()
    {
        FunctionBuilder f = Function([.. Enumerable.Repeat(Kind.I64, 9)]);
        Value sum = f.Parameters[0];
        for (int i = 0; i < 9; i++)
            sum = f.Add(Op.Xor, Kind.I64, f.Call("Clobber", Kind.I64, f.Parameters[i], sum), f.Parameters[8 - i]);
        f.Return(sum);
        ImmutableArray<VariableRange> ranges = Compile(f).Variables;
        Assert.That(ranges, Has.Length.GreaterThan(9));
        for (int i = 1; i < ranges.Length; i++)
            Assert.That(ranges[i].Variable != ranges[i - 1].Variable || ranges[i].Start >= ranges[i - 1].End);
    }
}
