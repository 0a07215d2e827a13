using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class DispatchTests
{
    [Test]
    public void NewSlot_SplitsTheSlots()
    {
        TypeDesc whelp = Inputs.Asset("Whelp");
        Assert.That(whelp.ResolveVirtual(Inputs.Asset("Animal").Method("Speak")).OwningType.Name, Is.EqualTo("Dog"));
        Assert.That(whelp.ResolveVirtual(Inputs.Asset("Puppy").Method("Speak")).OwningType.Name, Is.EqualTo("Whelp"));
    }

    [Test]
    public void VirtualSlots_AreBaseFirst()
    {
        string[] names = [.. Inputs.Asset("Puppy").VirtualSlots.Select(m => m.OwningType.Name + "." + m.Name)];
        Assert.That(names.Take(4).All(n => n.StartsWith("Object.", System.StringComparison.Ordinal)), Is.True);
        Assert.That(names.Skip(4), Is.EqualTo(new[] { "Animal.Self", "Animal.Speak", "Animal.Generic", "Dog.Self", "Puppy.Self", "Puppy.Speak" }));
    }

    [Test]
    public void CovariantReturn_OverriddenFurther_ServesTheFirstSlotToo()
    {
        MethodDesc root = Inputs.Asset("Animal").Method("Self");
        Assert.That(Inputs.Asset("Dog").ResolveVirtual(root).OwningType.Name, Is.EqualTo("Dog"));
        Assert.That(Inputs.Asset("Puppy").ResolveVirtual(root).OwningType.Name, Is.EqualTo("Puppy"));
        Assert.That(Inputs.Asset("Whelp").ResolveVirtual(Inputs.Asset("Dog").Method("Self")).OwningType.Name, Is.EqualTo("Puppy"));
        Assert.That(Inputs.Asset("Mutt").ResolveVirtual(root).OwningType.Name, Is.EqualTo("Mutt"));
    }

    [Test]
    public void GenericVirtualMethod_KeepsItsArguments()
    {
        MethodDesc called = Inputs.Asset("Animal").Method("Generic").MakeInstance([Inputs.Int32]);
        MethodDesc resolved = Inputs.Asset("Whelp").ResolveVirtual(called);
        Assert.That(resolved.FullName, Is.EqualTo("Assets.TypeSystem.Puppy.Generic<System.Int32>(int)"));
    }

    [Test]
    public void OverloadsEqualAfterInstantiation_StayApart()
    {
        TypeDesc holder = Inputs.Asset("OpenHolder`1", Inputs.Int32);
        Assert.That(holder.VirtualImplementations.Count(m => m.OwningType.Name == "OpenHolder`1"), Is.EqualTo(1));
        Assert.That(holder.BaseType!.FindMethods("Take").Select(m => holder.ResolveVirtual(m).OwningType.Name), Is.EqualTo(new[] { "OpenHolder`1", "Holder`1" }));
    }

    [Test]
    public void Finalizer_IsInherited()
    {
        Assert.That(Inputs.Asset("FinalizedChild").Finalizer!.OwningType.Name, Is.EqualTo("Finalized"));
        Assert.That(Inputs.Asset("Dog").HasFinalizer, Is.False);
        Assert.That(Inputs.Object.HasFinalizer, Is.False);
    }

    [TestCase("Plain", "Area", "Plain")]
    [TestCase("BiggerPlain", "Area", "BiggerPlain")]
    [TestCase("Reimplemented", "Area", "Reimplemented")]
    [TestCase("InheritsMatch", "Area", "BaseWithMethod")]
    [TestCase("StructShape", "Area", "StructShape")]
    [TestCase("Plain", "Sides", "IShape")]
    [TestCase("Triangle", "Sides", "IPolygon")]
    [TestCase("Both", "Sides", "IDiamond")]
    public void Interface_FindsItsImplementation(string type, string method, string owner) =>
        Assert.That(Inputs.Asset(type).ResolveInterface(Inputs.Asset("IShape").Method(method))!.OwningType.Name, Is.EqualTo(owner));

    [Test]
    public void AbstractAgain_HasNoImplementation()
    {
        MethodDesc? found = Inputs.Asset("IAbstractAgain").ResolveInterface(Inputs.Asset("IShape").Method("Sides"), out string? reason);
        Assert.That(found, Is.Null);
        Assert.That(reason, Does.Contain("abstract again"));
    }

    [Test]
    public void Variance_FindsTheExactImplementation()
    {
        TypeDesc source = Inputs.Asset("ISource`1", Inputs.Asset("Animal"));
        Assert.That(Inputs.Asset("DogSource").ResolveInterface(source.Method("Get"))!.OwningType.Name, Is.EqualTo("DogSource"));
        TypeDesc sink = Inputs.Asset("ISink`1", Inputs.Asset("Puppy"));
        Assert.That(Inputs.Asset("AnimalSink").ResolveInterface(sink.Method("Put"))!.OwningType.Name, Is.EqualTo("AnimalSink"));
        Assert.That(Inputs.Asset("AnimalSink").ResolveInterface(source.Method("Get"), out string? reason), Is.Null);
        Assert.That(reason, Does.Contain("does not implement"));
    }

    [Test]
    public void GenericInterfaceMethod_KeepsItsArguments()
    {
        MethodDesc called = Inputs.Asset("IConvert").Method("To").MakeInstance([Inputs.String]);
        Assert.That(Inputs.Asset("Converter").ResolveInterface(called)!.FullName, Is.EqualTo("Assets.TypeSystem.Converter.To<System.String>(object)"));
    }

    [Test]
    public void GenericClass_ImplementsInItsOwnInstantiation()
    {
        TypeDesc type = Inputs.Asset("TwoFaced`1", Inputs.Int32);
        MethodDesc put = Inputs.Asset("ISink`1", Inputs.Int32).Method("Put");
        Assert.That(type.ResolveInterface(put), Is.EqualTo(type.Method("Put")));
    }

    [Test]
    public void StaticAbstract_ResolvesOnTheConstraint()
    {
        TypeDesc sum = Inputs.Asset("Sum");
        TypeDesc monoid = Inputs.Asset("IMonoid`1", sum);
        Assert.That(sum.ResolveStaticVirtual(monoid.Method("Add")), Is.EqualTo(sum.Method("Add")));
        Assert.That(sum.ResolveStaticVirtual(monoid.Method("get_Zero")), Is.EqualTo(sum.Method("get_Zero")));
        Assert.That(sum.ResolveStaticVirtual(monoid.Method("Twice")), Is.EqualTo(monoid.Method("Twice")));
        TypeDesc doubled = Inputs.Asset("Doubled");
        Assert.That(doubled.ResolveStaticVirtual(Inputs.Asset("IMonoid`1", doubled).Method("Twice")), Is.EqualTo(doubled.Method("Twice")));
    }

    [Test]
    public void StaticAbstract_OfPrimitives_Resolve()
    {
        TypeDesc addition = Inputs.Type("System.Numerics.IAdditionOperators`3", Inputs.Int32, Inputs.Int32, Inputs.Int32);
        MethodDesc? plus = Inputs.Int32.ResolveStaticVirtual(addition.Method("op_Addition"));
        Assert.That(plus!.OwningType, Is.EqualTo(Inputs.Int32));
    }

    [Test]
    public void Array_ImplementsGenericInterfacesThroughItsHelper()
    {
        TypeDesc array = Inputs.Shared.MakeSzArray(Inputs.String);
        TypeDesc list = Inputs.Type("System.Collections.Generic.IList`1", Inputs.String);
        MethodDesc? item = array.ResolveInterface(list.Method("get_Item"));
        Assert.That(item!.OwningType.FullName, Is.EqualTo("System.Array`1<System.String>"));
        TypeDesc objects = Inputs.Type("System.Collections.Generic.IList`1", Inputs.Object);
        Assert.That(array.ResolveInterface(objects.Method("get_Item")), Is.EqualTo(item));
        Assert.That(array.ResolveInterface(Inputs.Type("System.Collections.ICollection").Method("get_Count"))!.OwningType.FullName, Is.EqualTo("System.Array"));
        Assert.That(Inputs.Shared.MakeArray(Inputs.String, 2).Interfaces.Contains(list), Is.False);
    }

    [Test]
    public void Interfaces_AreTransitiveAndUnique()
    {
        TypeDesc list = Inputs.Type("System.Collections.Generic.List`1", Inputs.Int32);
        string[] names = [.. list.Interfaces.Select(i => i.FullName)];
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.Member("System.Collections.Generic.IEnumerable`1<System.Int32>").And.Member("System.Collections.IEnumerable"));
        Assert.That(Inputs.Int32.Interfaces.Select(i => i.FullName), Is.Unique.And.Member("System.Numerics.INumber`1<System.Int32>"));
    }
}
