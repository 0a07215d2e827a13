using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class LayoutTests
{
    [Test]
    public void String_HasLengthAndCharactersWhereTheBaseLibraryWantsThem()
    {
        TypeDesc type = Inputs.String;
        Assert.That(type.Layout.BaseSize, Is.EqualTo(22));
        Assert.That(type.Layout.ComponentSize, Is.EqualTo(2));
        Assert.That(type.Field("_stringLength").Offset, Is.EqualTo(8));
        Assert.That(type.Field("_firstChar").Offset, Is.EqualTo(12));
        Assert.That(type.Layout.ContainsPointers, Is.False);
    }

    [Test]
    public void Object_IsAMethodTablePointer()
    {
        Assert.That(Inputs.Object.Layout.Size, Is.EqualTo(8));
        Assert.That(Inputs.Object.Layout.BaseSize, Is.EqualTo(24));
        Assert.That(Inputs.Object.Layout.Pointers, Is.Empty);
    }

    [Test]
    public void Arrays_HaveBaseAndComponentSizes()
    {
        Assert.That(Inputs.Shared.MakeSzArray(Inputs.Int32).Layout, Has.Property("BaseSize").EqualTo(24).And.Property("ComponentSize").EqualTo(4));
        Assert.That(Inputs.Shared.MakeSzArray(Inputs.String).Layout.ComponentSize, Is.EqualTo(8));
        Assert.That(Inputs.Shared.MakeArray(Inputs.Int32, 3).Layout.BaseSize, Is.EqualTo(48));
        Assert.That(Inputs.Shared.MakeSzArray(Inputs.Asset("ThreeInts")).Layout.ComponentSize, Is.EqualTo(12));
    }

    [Test]
    public void RawArrayData_OverlaysArrays()
    {
        TypeDesc raw = Inputs.Type("System.Runtime.CompilerServices.RawArrayData");
        Assert.That(raw.Field("Length").Offset, Is.EqualTo(8));
        Assert.That(raw.Field("Data").Offset, Is.EqualTo(16));
        Assert.That(Inputs.Type("System.Runtime.CompilerServices.RawData").Field("Data").Offset, Is.EqualTo(8));
        Assert.That(Inputs.Type("System.Array").Field("_numComponents").Offset, Is.EqualTo(8));
    }

    [Test]
    public void List_MapsItsArray()
    {
        TypeDesc list = Inputs.Type("System.Collections.Generic.List`1", Inputs.Int32);
        Assert.That(list.Field("_items").FieldType.FullName, Is.EqualTo("System.Int32[]"));
        Assert.That(list.Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(8, true) }));
        Assert.That(list.Layout.BaseSize, Is.EqualTo(32));
    }

    [Test]
    public void DictionaryEntry_DependsOnArguments()
    {
        TypeDesc entry = Inputs.Type("System.Collections.Generic.Dictionary`2+Entry", Inputs.Int32, Inputs.Int32);
        Assert.That(entry.Layout.Size, Is.EqualTo(16));
        TypeDesc mixed = Inputs.Type("System.Collections.Generic.Dictionary`2+Entry", Inputs.String, Inputs.Int32);
        Assert.That(mixed.Layout.Size, Is.EqualTo(24));
        Assert.That(mixed.Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(8, true) }));
    }

    [TestCase("Empty", 1, 1)]
    [TestCase("TwoInts", 8, 4)]
    [TestCase("IntLong", 16, 8)]
    [TestCase("ThreeInts", 12, 4)]
    [TestCase("Packed", 7, 1)]
    [TestCase("Sized", 20, 4)]
    [TestCase("Union", 16, 8)]
    [TestCase("AutoStruct", 16, 8)]
    [TestCase("FixedBuffer", 13, 1)]
    [TestCase("RefField", 16, 8)]
    [TestCase("Tiny", 1, 1)]
    [TestCase("Wide", 8, 8)]
    public void Struct_HasSizeAndAlignment(string name, int size, int alignment)
    {
        TypeLayout layout = Inputs.Asset(name).Layout;
        Assert.That((layout.Size, layout.Alignment), Is.EqualTo((size, alignment)));
    }

    [Test]
    public void InlineArray_RepeatsItsElement()
    {
        TypeDesc array = Inputs.Asset("Buffer5`1", Inputs.Asset("RefAndInt"));
        Assert.That(array.InlineArrayLength, Is.EqualTo(5));
        Assert.That(array.Layout.Size, Is.EqualTo(80));
        Assert.That(array.Layout.Pointers.Select(p => p.Offset), Is.EqualTo(new[] { 0, 16, 32, 48, 64 }));
    }

    [Test]
    public void Pointers_AreTellingReferencesFromAddresses()
    {
        Assert.That(Inputs.Asset("RefField").Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(0, false) }));
        Assert.That(Inputs.Asset("Pointers").Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(0, false), new PointerSlot(16, false) }));
        Assert.That(Inputs.Asset("Union").Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(8, false) }));
        Assert.That(Inputs.Asset("ReferenceUnion").Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(0, true) }));
        TypeDesc span = Inputs.Type("System.Span`1", Inputs.Int32);
        Assert.That(span.Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(0, false) }));
        Assert.That(span.IsByRefLike, Is.True);
    }

    [Test]
    public void ExplicitLayout_OverlappingReference_IsRejected()
    {
        TypeSystemException? error = Assert.Throws<TypeSystemException>(() => _ = Inputs.Asset("BadUnion").Layout);
        Assert.That(error!.Message, Does.Contain("BadUnion").And.Contain("overlap"));
    }

    [Test]
    public void DerivedClass_ContinuesAfterItsBase()
    {
        TypeDesc derived = Inputs.Asset("Derived");
        Assert.That(derived.BaseType!.Layout.Size, Is.EqualTo(20));
        // Base ends at 20: the short and byte fill the hole before the 8-byte fields.
        Assert.That(derived.Field("Short").Offset, Is.EqualTo(20));
        Assert.That(derived.Field("Small").Offset, Is.EqualTo(22));
        Assert.That(derived.Field("Long").Offset, Is.EqualTo(24));
        Assert.That(derived.Field("Text").Offset, Is.EqualTo(32));
        Assert.That(derived.Layout.BaseSize, Is.EqualTo(48));
        Assert.That(derived.Layout.Pointers, Is.EqualTo(new[] { new PointerSlot(8, true), new PointerSlot(32, true) }));
    }

    [Test]
    public void SequentialClass_KeepsOrder()
    {
        TypeDesc type = Inputs.Asset("SequentialClass");
        Assert.That(new[] { "A", "B", "C" }.Select(n => type.Field(n).Offset), Is.EqualTo(new[] { 8, 16, 24 }));
    }

    [Test]
    public void Int128_IsSixteenAligned()
    {
        Assert.That(Inputs.Type("System.Int128").Layout.Alignment, Is.EqualTo(16));
        Assert.That(Inputs.Type("System.Runtime.Intrinsics.Vector256`1", Inputs.Int32).Layout, Has.Property("Size").EqualTo(32));
    }

    [TestCase("TwoInts", AbiKind.Scalars, "0 4")]
    [TestCase("IntLong", AbiKind.Scalars, "0 8")]
    [TestCase("ThreeInts", AbiKind.Memory, "")]
    [TestCase("Wrapped", AbiKind.Scalars, "0 4")]
    [TestCase("RefAndInt", AbiKind.Scalars, "0 8")]
    [TestCase("RefField", AbiKind.Scalars, "0 8")]
    [TestCase("Packed", AbiKind.Memory, "")]
    [TestCase("Sized", AbiKind.Memory, "")]
    [TestCase("Union", AbiKind.Memory, "")]
    [TestCase("Empty", AbiKind.Memory, "")]
    [TestCase("FixedBuffer", AbiKind.Memory, "")]
    [TestCase("Tiny", AbiKind.Scalar, "0")]
    [TestCase("Base", AbiKind.Scalar, "0")]
    public void AbiClassifier_Scalarises(string name, AbiKind kind, string offsets)
    {
        AbiClass abi = AbiClassifier.Classify(Inputs.Asset(name));
        Assert.That(abi.Kind, Is.EqualTo(kind));
        Assert.That(string.Join(' ', abi.Leaves.Select(l => l.Offset)), Is.EqualTo(offsets));
    }

    [Test]
    public void AbiClassifier_InlineArray_IsMemory() =>
        Assert.That(AbiClassifier.Classify(Inputs.Asset("Buffer5`1", Inputs.Int32)).Kind, Is.EqualTo(AbiKind.Memory));
}
