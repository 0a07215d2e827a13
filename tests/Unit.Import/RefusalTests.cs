using System.Linq;
using IL2CPU.Import;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Import;

/// <summary>What cannot be compiled is named, with its place, the way to it, and what to write instead.</summary>
public sealed class RefusalTests
{
    private const string Prefix = "Assets.Import.Refused.";

    [TestCase("TypedReferences", "mkrefany", "TypedReferences(int)")]
    [TestCase("Read", "refanyval", "Read(System.TypedReference)")]
    [TestCase("TypeOf", "refanytype", "TypeOf(System.TypedReference)")]
    [TestCase("Variable", "arglist", "Variable(int, ...)")]
    public void Instruction_IsRefusedAtItsPlace(string method, string instruction, string place)
    {
        Diagnostic diagnostic = Single(Inputs.Method("Refused", method));

        Assert.That(diagnostic.Message, Is.EqualTo($"IL instruction {instruction} is not supported"));
        Assert.That(diagnostic.Place.Method, Is.EqualTo(Prefix + place));
        Assert.That(diagnostic.Place.Offset, Is.GreaterThanOrEqualTo(0));
        Assert.That(diagnostic.Place.Line, Does.Match(@"Refused\.cs:\d+$"));
        Assert.That(diagnostic.Chain.Single().Method, Is.EqualTo("(root)"));
        Assert.That(diagnostic.Advice, Is.Not.Null);
    }

    [Test]
    public void VariableArguments_AreRefusedAtTheCall()
    {
        Diagnostic diagnostic = Single(Inputs.Method("Refused", "CallsVariable"));

        Assert.That(diagnostic.Message, Is.EqualTo(Prefix + "Variable(int, ...): variable argument lists"));
        Assert.That(diagnostic.Place.Method, Is.EqualTo(Prefix + "CallsVariable()"));
        Assert.That(diagnostic.Advice, Does.Contain("params"));
    }

    [Test]
    public void Jump_IsRefusedWithTheWayToIt()
    {
        Diagnostic diagnostic = Single(Text("CallsJumps"));

        Assert.That(diagnostic.Message, Is.EqualTo("IL instruction jmp is not supported"));
        Assert.That(diagnostic.Place.Method, Is.EqualTo("RefusedText.Code.Jumps(int)"));
        Assert.That(diagnostic.Chain.Select(s => s.Method), Is.EqualTo(["RefusedText.Code.CallsJumps()", "(root)"]));
        Assert.That(diagnostic.Advice, Does.Contain("tail."));
    }

    [Test]
    public void LowerBounds_AreRefused()
    {
        Diagnostic diagnostic = Single(Text("LowerBounds"));

        Assert.That(diagnostic.Message, Is.EqualTo("System.Int32[,] with lower bounds"));
        Assert.That(diagnostic.Place.Offset, Is.EqualTo(4));
        Assert.That(diagnostic.Advice, Does.Contain("begin at 0"));
    }

    [TestCase("GrowsByMethod", "Grow<")]
    [TestCase("GrowsByType", "Nested`1<")]
    [TestCase("GrowsByOverride", "Grower`1<")]
    [TestCase("GrowsByTwo", "P[io]ng<")]
    public void EndlessInstantiation_IsRefusedWithTheWayToIt(string method, string culprit)
    {
        Diagnostic diagnostic = Single(Inputs.Method("Refused", method));

        Assert.That(diagnostic.Message, Does.Match($"^generic instantiation without end: Assets\\.Import\\.Refused.*{culprit}"));
        Assert.That(diagnostic.Message, Does.Contain("use a type that does not grow"));
        Assert.That(diagnostic.Chain[^2].Method, Is.EqualTo(Prefix + method + "()"));
        Assert.That(diagnostic.Chain[^2].Line, Does.Match(@"Refused\.cs:\d+$"));
        Assert.That(diagnostic.ToString().Split('\n'), Has.Length.LessThan(40));
    }

    [Test]
    public void EndlessInstantiation_OfOneMethod_ShowsFirstAndLastStep()
    {
        string[] lines = Single(Inputs.Method("Refused", "GrowsByMethod")).ToString().Split('\n');

        Assert.That(lines, Has.Length.EqualTo(7));
        Assert.That(lines[3], Does.Match(@"^  from \d+ more like it$"));
        Assert.That(lines[4], Does.StartWith($"  from {Prefix}Grow<System.Char>(int, char) IL_"));
    }

    [Test]
    public void Instantiation_ThatEnds_IsTaken() => Assert.That(Inputs.Analyze(Inputs.Method("Refused", "Alternates")).Diagnostics, Is.Empty);

    // The base library's own endless instantiation is cut off behind a few steps.
    [Test]
    public void ParallelThenBy_IsTaken() => Assert.That(Inputs.Analyze(Inputs.Method("Refused", "Orders")).Diagnostics, Is.Empty);

    private static Diagnostic Single(MethodDesc root)
    {
        Reachability image = Inputs.Analyze(root);
        return image.Diagnostics.Single();
    }

    private static MethodDesc Text(string name)
    {
        TypeSystemContext context = Inputs.NewContext();
        return context.LoadModule(Inputs.RefusedText).Types.Single(t => t.FullName == "RefusedText.Code").FindMethod(name)!;
    }
}
