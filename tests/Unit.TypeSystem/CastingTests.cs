using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class CastingTests
{
    [TestCase("Assets.TypeSystem.Puppy", "Assets.TypeSystem.Animal", true)]
    [TestCase("Assets.TypeSystem.Animal", "Assets.TypeSystem.Puppy", false)]
    [TestCase("Assets.TypeSystem.StructShape", "Assets.TypeSystem.IShape", true)]
    [TestCase("Assets.TypeSystem.StructShape", "System.ValueType", true)]
    [TestCase("Assets.TypeSystem.Tiny", "System.Enum", true)]
    [TestCase("Assets.TypeSystem.Tiny", "System.Byte", false)]
    [TestCase("Assets.TypeSystem.IShape", "System.Object", true)]
    [TestCase("System.Int32", "System.IComparable", true)]
    public void Plain(string from, string to, bool expected) =>
        Assert.That(Inputs.Type(from).IsAssignableTo(Inputs.Type(to)), Is.EqualTo(expected));

    [TestCase("System.String", "System.Object", true)]
    [TestCase("System.Int32", "System.UInt32", true)]
    [TestCase("System.Int32", "Assets.TypeSystem.Tiny", false)]
    [TestCase("System.Byte", "Assets.TypeSystem.Tiny", true)]
    [TestCase("System.Int32", "System.Object", false)]
    [TestCase("System.Boolean", "System.Byte", false)]
    [TestCase("System.Char", "System.UInt16", false)]
    [TestCase("System.IntPtr", "System.UIntPtr", true)]
    [TestCase("System.IntPtr", "System.Int64", false)]
    public void ArrayElements(string from, string to, bool expected)
    {
        TypeDesc source = Inputs.Shared.MakeSzArray(Inputs.Type(from));
        Assert.That(source.IsAssignableTo(Inputs.Shared.MakeSzArray(Inputs.Type(to))), Is.EqualTo(expected));
        TypeDesc list = Inputs.Type("System.Collections.Generic.IList`1", Inputs.Type(to));
        Assert.That(source.IsAssignableTo(list), Is.EqualTo(expected));
    }

    [Test]
    public void Variance_NeedsReferenceTypes()
    {
        TypeDesc objects = Inputs.Type("System.Collections.Generic.IEnumerable`1", Inputs.Object);
        Assert.That(Inputs.Type("System.Collections.Generic.List`1", Inputs.String).IsAssignableTo(objects), Is.True);
        Assert.That(Inputs.Type("System.Collections.Generic.List`1", Inputs.Int32).IsAssignableTo(objects), Is.False);
        TypeDesc action = Inputs.Type("System.Action`1", Inputs.Object);
        Assert.That(action.IsAssignableTo(Inputs.Type("System.Action`1", Inputs.String)), Is.True);
        Assert.That(Inputs.Type("System.Action`1", Inputs.String).IsAssignableTo(action), Is.False);
    }

    [Test]
    public void Arrays_OfOtherShape_AreNotCompatible()
    {
        Assert.That(Inputs.Shared.MakeArray(Inputs.Int32, 1).IsAssignableTo(Inputs.Shared.MakeSzArray(Inputs.Int32)), Is.False);
        Assert.That(Inputs.Shared.MakeArray(Inputs.Int32, 2).IsAssignableTo(Inputs.Type("System.Array")), Is.True);
    }
}
