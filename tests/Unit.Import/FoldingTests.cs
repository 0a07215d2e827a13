using IL2CPU.Import;
using NUnit.Framework;

namespace Unit.Import;

/// <summary>What is dead in an instantiation is not imported, so not reached.</summary>
public class FoldingTests
{
    [TestCase("ByTypeOf", "System.Int32")]
    [TestCase("ByContainsReferences", "System.Int32")]
    [TestCase("ByContainsReferences", "System.DateTime")]
    [TestCase("ByHardware")]
    [TestCase("BySize", "System.Int32")]
    [TestCase("ByBoxedType", "Assets.Import.Marked")]
    [TestCase("ByNull", "System.Int32")]
    [TestCase("ByNull", "Assets.Import.Marked")]
    [TestCase("ByIsValueType", "System.Decimal")]
    [TestCase("ByIsEnum", "System.Byte")]
    [TestCase("ByReadOnlyField")]
    [TestCase("ByConstantMethod")]
    public void DeadBranch_IsNotReached(string name, params string[] arguments)
    {
        Reachability image = Inputs.Analyze(Inputs.Method("Folding", name, arguments));

        Assert.That(image.Diagnostics, Is.Empty);
        Assert.That(image.Reaches(Inputs.Method("Folding", "Dead")), Is.False);
    }

    [TestCase("ByTypeOf", "System.String")]
    [TestCase("ByContainsReferences", "System.String")]
    [TestCase("BySize", "System.Int64")]
    [TestCase("ByBoxedType", "System.Int32")]
    [TestCase("ByNull", "System.String")]
    [TestCase("ByIsValueType", "System.String")]
    [TestCase("ByIsEnum", "System.DayOfWeek")]
    public void LiveBranch_IsReached(string name, params string[] arguments)
    {
        Reachability image = Inputs.Analyze(Inputs.Method("Folding", name, arguments));

        Assert.That(image.Reaches(Inputs.Method("Folding", "Dead")), Is.True);
    }

    [Test]
    public void LoopVariable_IsNotTakenForItsFirstValue()
    {
        var body = Inputs.Body(Inputs.Method("Folding", "ByLoopVariable"));

        Assert.That(body.Blocks, Has.Some.Matches<IL2CPU.IR.Block>(b => b.Phis.Count == 2));
    }
}
