using System.Linq;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Import;

public class ReachabilityTests
{
    [Test]
    public void Virtual_ReachesOverridesOfConstructedTypesOnly()
    {
        MethodDesc square = Inputs.Method("Square", "Sides");
        MethodDesc round = Inputs.Method("Round", "Sides");

        Reachability image = Inputs.Analyze(Inputs.Method("Calls", "OnAny"), Inputs.Method("Calls", "OnNew"));

        Assert.That(image.Reaches(round), Is.True);
        Assert.That(image.Reaches(square), Is.False);
        Assert.That(image.PossibleTargets(Inputs.Method("Shape", "Sides")), Is.EqualTo([round]));
    }

    [Test]
    public void Plug_TakesThePlaceOfTheMethod()
    {
        Reachability image = Inputs.Analyze(Inputs.Method("Plugged", "UsesReplaced"));

        Assert.That(image.Reaches(Inputs.Method("PlugBodies", "Replacement")), Is.True);
        Assert.That(image.Reaches(Inputs.Method("Plugged", "Replaced")), Is.False);
    }

    [Test]
    public void NativeImport_IsServedByAnExport()
    {
        Reachability image = Inputs.Analyze(false, Inputs.Method("Plugged", "UsesGiven"));

        Assert.That(image.Diagnostics, Is.Empty);
        Assert.That(image.Reaches(Inputs.Method("PlugBodies", "Given")), Is.True);
    }

    [Test]
    public void NativeImport_NotProvided_IsWarnedOfWithItsChain()
    {
        Reachability image = Inputs.Analyze(false, Inputs.Method("Plugged", "UsesMissingDeep"));

        Assert.That(image.Diagnostics, Is.Empty);
        Diagnostic diagnostic = image.Warnings.Single();
        Assert.That(diagnostic.IsWarning, Is.True);
        Assert.That(diagnostic.Message, Does.Contain("missing_function"));
        Assert.That(diagnostic.Place.Method, Is.EqualTo("Assets.Import.Plugged.UsesMissing()"));
        Assert.That(diagnostic.Place.Offset, Is.Zero);
        Assert.That(diagnostic.Chain.Select(s => s.Method), Is.EqualTo(["Assets.Import.Plugged.UsesMissingDeep()", "(root)"]));
    }

    [Test]
    public void ConstantClassConstructor_RunsAtCompileTime()
    {
        Reachability image = Inputs.Analyze(Inputs.Method("ConstantStatics", "Use"), Inputs.Method("ConstantStatics", "UseGate"));
        TypeDesc type = Inputs.Shared.FindType("Assets.Import.ConstantStatics")!;

        Assert.That(image.LazyClassConstructor(type), Is.Null);
        Assert.That(image.InitialStatics(type).Select(v => (v.Field.Name, v.Bits, v.Symbol is not null)), Is.EquivalentTo(new[]
        {
            ("Number", 7L, false),
            ("Text", 0L, true),
            ("Gate", 0L, true),
            ("Half", System.BitConverter.DoubleToInt64Bits(0.5), false),
        }));
    }

    [Test]
    public void ComputedClassConstructor_RunsInTheProgram()
    {
        Reachability image = Inputs.Analyze(Inputs.Method("ComputedStatics", "Use"));
        TypeDesc type = Inputs.Shared.FindType("Assets.Import.ComputedStatics")!;

        Assert.That(image.LazyClassConstructor(type), Is.EqualTo(type.StaticConstructor));
        Assert.That(image.Reaches(type.StaticConstructor!), Is.True);
        Assert.That(image.StaticsTypes, Does.Contain(type));
    }

    [Test]
    public void Analysis_OfTheSameInputTwice_IsEqual()
    {
        string[] Run()
        {
            TypeSystemContext context = Inputs.NewContext();
            Reachability image = Inputs.Analyze(Inputs.Method(context, "Calls", "Closed"), Inputs.Method(context, "Flow", "Filtered"));
            return [.. image.Bodies.Select(IRPrinter.Print), .. image.ConstructedTypes.Select(t => t.FullName), .. image.Selectors.Select(s => s.FullName)];
        }

        Assert.That(Run(), Is.EqualTo(Run()));
    }
}
