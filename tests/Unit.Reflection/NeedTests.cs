using System.Collections.Generic;
using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Reflection;

/// <summary>What attributes need to be made at run time.</summary>
public class NeedTests
{
    private static readonly TypeDesc s_attributed = Inputs.Assets.FindType("Assets.Reflection.Attributed`1")!;

    private static IEnumerable<string?> Marks(IEnumerable<CustomAttribute> attributes) => attributes
        .Where(a => a.Type.Name == "MarkAttribute" && a.FixedArguments is [string]).Select(a => (string?)a.FixedArguments[0]);

    private static IEnumerable<string?> MarksOf(string method) => Marks(ReflectionAttributes.Of(s_attributed.FindMethod(method)!));

    [Test]
    public void Attributes_AreThoseOfAllThatBelongsToADefinition()
    {
        Assert.That(Marks(ReflectionAttributes.Of(s_attributed)), Is.EqualTo(new[] { "boxed", "of a parameter" }));
        Assert.That(Marks(ReflectionAttributes.Of(s_attributed.FindField("Field")!)), Is.EqualTo(new[] { "of a field" }));
        Assert.That(
            MarksOf("Method"), Is.EqualTo(new[] { "of a method", "of a result", "of an argument", "of a method's parameter" }));
        Assert.That(MarksOf("get_Property"), Is.EqualTo(new[] { "of a getter", "of a property" }));
        Assert.That(MarksOf("set_Property"), Is.EqualTo(new[] { "of a setter", "of a value", "of a property" }));
        Assert.That(MarksOf("add_Event"), Is.EqualTo(new[] { "of accessors", "of an event" }));
        Assert.That(Marks(ReflectionAttributes.Of(Inputs.Assets)), Is.EqualTo(new[] { "of the module" }));
    }

    [Test]
    public void NamedArguments_LeadToSettersAndFields()
    {
        CustomAttribute named = s_attributed.Attributes.Single(a => a.FixedArguments.Count == 4);
        Assert.That(named.Setters.Select(s => s.FullName), Is.EqualTo(new[]
        {
            "Assets.Reflection.MarkAttribute.set_Of(System.Type)", "Assets.Reflection.MarkBaseAttribute.set_Inherited(object)",
        }));
        Assert.That(named.SetFields.Select(f => f.FullName), Is.EqualTo(new[]
        {
            "Assets.Reflection.MarkAttribute.Text", "Assets.Reflection.MarkBaseAttribute.SmallField",
        }));
        CustomAttribute generic = s_attributed.Attributes.Single(a => a.FixedArguments is [3, null] && a.Type.Name == "MarkAttribute`1");
        Assert.That(generic.Setters.Single().OwningType, Is.SameAs(generic.Type));
    }

    [Test]
    public void MentionedTypes_AreThoseOfValues()
    {
        CustomAttribute mixed = s_attributed.Attributes.Single(a => a.FixedArguments.Count == 1 && a.FixedArguments[0] is object?[] { Length: 9 });
        Assert.That(mixed.MentionedTypes.Select(t => t.ShortName).Distinct(), Is.EqualTo(new[]
        {
            "object[]", "int", "string", "System.Type", "char", "System.DayOfWeek", "int[]", "System.DayOfWeek[]", "double",
        }));
    }

    [Test]
    public void Flags_ImplyAttributes()
    {
        TypeDesc plain = Inputs.Assets.FindType("Assets.Reflection.Plain")!;
        TypeDesc layout = Inputs.Assets.FindType("Assets.Reflection.Explicit")!;
        TypeDesc exception = Inputs.Shared.FindType("System.Exception")!;
        Assert.That(Names(ReflectionAttributes.ImpliedBy(plain.FindMethod("Native")!)), Is.EqualTo(new[] { "PreserveSig", "In", "Out" }));
        Assert.That(Names(ReflectionAttributes.ImpliedBy(s_attributed.FindMethod("Method")!)), Is.EqualTo(new[] { "Optional" }));
        Assert.That(Names(ReflectionAttributes.ImpliedBy(layout.FindField("Second")!)), Is.EqualTo(new[] { "FieldOffset" }));
        Assert.That(Names(ReflectionAttributes.ImpliedBy(exception)), Is.EqualTo(new[] { "Serializable" }));
        Assert.That(Names(ReflectionAttributes.ImpliedBy(plain)), Is.Empty);

        static string[] Names(IEnumerable<MethodDesc> constructors) => [.. constructors.Select(c => c.OwningType.Name.Replace("Attribute", "", System.StringComparison.Ordinal))];
    }
}
