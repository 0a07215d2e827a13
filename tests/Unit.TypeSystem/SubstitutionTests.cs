using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class SubstitutionTests
{
    [TestCase("System.Private.CoreLib", "System.SR", "UsingResourceKeys", 1)]
    [TestCase("System.Console", "System.SR", "UsingResourceKeys", 1)]
    [TestCase("System.Linq", "System.SR", "UsingResourceKeys", 1)]
    [TestCase("System.Private.CoreLib", "System.Globalization.GlobalizationMode", "get_Invariant", 1)]
    [TestCase("System.Private.CoreLib", "System.Diagnostics.Tracing.EventSource", "get_IsSupported", 0)]
    [TestCase("System.Private.CoreLib", "System.Diagnostics.Debugger", "get_IsSupported", 0)]
    [TestCase("System.Private.CoreLib", "System.Diagnostics.StackTrace", "get_IsSupported", 0)]
    [TestCase("System.Private.CoreLib", "System.Runtime.CompilerServices.RuntimeFeature", "get_IsDynamicCodeSupported", 0)]
    [TestCase("System.Private.CoreLib", "System.Runtime.CompilerServices.RuntimeFeature", "get_IsDynamicCodeCompiled", 0)]
    [TestCase("System.Private.CoreLib", "System.Runtime.Intrinsics.Arm.AdvSimd", "get_IsSupported", 0)]
    [TestCase("System.Private.CoreLib", "System.IntPtr", "get_Size", 8)]
    [TestCase("System.Linq", "System.Linq.Enumerable", "get_IsSizeOptimized", 1)]
    public void Method_IsConstant(string assembly, string type, string method, long expected)
    {
        MethodDesc found = Inputs.Shared.ResolveAssembly(assembly).FindType(type)!.Method(method);
        Assert.That(Inputs.Shared.Substitutions.TryGetConstant(found, out long value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [Test]
    public void Overload_IsToldBySignature()
    {
        MethodDesc[] methods = [.. Inputs.Type("System.Diagnostics.Tracing.EventSource").FindMethods("IsEnabled")];
        Assert.That(methods, Has.Length.EqualTo(3));
        Assert.That(methods.All(m => Inputs.Shared.Substitutions.TryGetConstant(m, out long value) && value == 0), Is.True);
    }

    [Test]
    public void Field_IsConstant()
    {
        FieldDesc field = Inputs.Type("System.BitConverter").Field("IsLittleEndian");
        Assert.That(Inputs.Shared.Substitutions.TryGetFieldConstant(field, out long value), Is.True);
        Assert.That(value, Is.EqualTo(1));
    }

    [Test]
    public void OrdinaryMethod_IsNotConstant() =>
        Assert.That(Inputs.Shared.Substitutions.TryGetConstant(Inputs.Asset("Animal").Method("Speak"), out _), Is.False);

    [Test]
    public void Switch_TurnedAround_ChangesTheConstant()
    {
        FeatureSwitches switches = new();
        switches.Set("System.Resources.UseSystemResourceKeys", false);
        TypeSystemContext context = Inputs.NewContext(switches);
        MethodDesc method = context.ResolveAssembly("System.Console").FindType("System.SR")!.Method("UsingResourceKeys");
        Assert.That(context.Substitutions.TryGetConstant(method, out long value), Is.True);
        Assert.That(value, Is.EqualTo(0));
    }
}
