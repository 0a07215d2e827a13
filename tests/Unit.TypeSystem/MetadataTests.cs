using System.Linq;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class MetadataTests
{
    [Test]
    public void Types_AreInterned()
    {
        TypeDesc list = Inputs.Type("System.Collections.Generic.List`1");
        Assert.That(Inputs.Shared.MakeInstance(list, Inputs.Int32), Is.SameAs(Inputs.Shared.MakeInstance(list, Inputs.Int32)));
        Assert.That(Inputs.Shared.MakeInstance(list, [.. list.Arguments]), Is.SameAs(list));
        Assert.That(Inputs.Shared.MakeSzArray(Inputs.Int32), Is.SameAs(Inputs.Shared.MakeSzArray(Inputs.Int32)));
        TypeDesc[] arguments = [Inputs.Int32, Inputs.String];
        TypeDesc pair = Inputs.Asset("Pair`2", arguments);
        arguments[0] = Inputs.Object;
        Assert.That(Inputs.Asset("Pair`2", Inputs.Int32, Inputs.String), Is.SameAs(pair));
    }

    [Test]
    public void Forwarders_LeadToTheCoreLibrary()
    {
        TypeDesc? found = Inputs.Shared.ResolveAssembly("System.Runtime").FindType("System.Object");
        Assert.That(found, Is.SameAs(Inputs.Object));
        Assert.That(Inputs.Asset("Base").BaseType, Is.SameAs(Inputs.Object));
    }

    [TestCase("System.Int32", PrimitiveKind.Int32, true)]
    [TestCase("System.IntPtr", PrimitiveKind.IntPtr, true)]
    [TestCase("System.Void", PrimitiveKind.Void, false)]
    [TestCase("System.Decimal", PrimitiveKind.None, false)]
    [TestCase("Assets.TypeSystem.Tiny", PrimitiveKind.None, false)]
    public void Primitives(string name, PrimitiveKind kind, bool isPrimitive)
    {
        Assert.That(Inputs.Type(name).Primitive, Is.EqualTo(kind));
        Assert.That(Inputs.Type(name).IsPrimitive, Is.EqualTo(isPrimitive));
    }

    [Test]
    public void Shapes_AreRecognised()
    {
        Assert.That(Inputs.Asset("Tiny").UnderlyingPrimitive, Is.EqualTo(PrimitiveKind.Byte));
        Assert.That(Inputs.Type("System.Enum").IsValueType, Is.False);
        Assert.That(Inputs.Type("System.ValueType").IsValueType, Is.False);
        Assert.That(Inputs.Type("System.Action").IsDelegate, Is.True);
        Assert.That(Inputs.Type("System.MulticastDelegate").IsDelegate, Is.False);
        Assert.That(Inputs.Type("System.Nullable`1", Inputs.Int32).IsNullable, Is.True);
        Assert.That(Inputs.Asset("RefField").IsByRefLike, Is.True);
        Assert.That(Inputs.Asset("IShape").IsInterface, Is.True);
        Assert.That(Inputs.Asset("Plain").IsReferenceType, Is.True);
    }

    [Test]
    public void EveryWellKnownType_Exists()
    {
        foreach (WellKnownType type in System.Enum.GetValues<WellKnownType>())
        {
            Assert.That(Inputs.Shared.GetWellKnown(type), Is.Not.Null);
        }
    }

    [Test]
    public void Fields_TellTheirKind()
    {
        TypeDesc statics = Inputs.Asset("Statics");
        Assert.That(statics.Field("PerThread").IsThreadStatic, Is.True);
        Assert.That(statics.Field("Volatile").IsVolatile, Is.True);
        Assert.That(statics.Field("Ready").IsVolatile, Is.False);
        Assert.That(statics.Field("Ready").IsInitOnly, Is.True);
        Assert.That(statics.Field("Text").ConstantValue, Is.EqualTo("text"));
        Assert.That(statics.Field("Constant").ConstantValue, Is.EqualTo(1L << 40));
        Assert.That(statics.StaticConstructor, Is.Not.Null);
        Assert.That(statics.IsBeforeFieldInit, Is.False);
    }

    [Test]
    public void RvaData_IsTheLiteral()
    {
        TypeDesc? details = Inputs.Shared.FindType("<PrivateImplementationDetails>")
            ?? Inputs.Shared.Modules.Single(m => m.SimpleName == "Assets.TypeSystem").FindType("<PrivateImplementationDetails>");
        FieldDesc[] fields = [.. Inputs.Shared.Modules.Single(m => m.SimpleName == "Assets.TypeSystem").Types.SelectMany(t => t.Fields).Where(f => f.HasRva)];
        Assert.That(details, Is.Not.Null);
        Assert.That(fields.Select(f => f.RvaData.ToArray()), Has.Member(new byte[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void Attributes_AreDecoded()
    {
        CustomAttribute mark = Inputs.Asset("Marked").GetAttribute("Assets.TypeSystem.MarkAttribute")!;
        Assert.That(mark.FixedArguments[0], Is.EqualTo(7));
        Assert.That(mark.FixedArguments[1], Is.EqualTo("seven"));
        Assert.That(mark.FixedArguments[2], Is.SameAs(Inputs.Asset("Pair`2", Inputs.Int32, Inputs.Shared.MakeSzArray(Inputs.String))));
        Assert.That(mark.FixedArguments[3], Is.EqualTo(1));
        Assert.That(mark.FixedArguments[4], Is.EqualTo(new object?[] { 1, "a", null }));
        Assert.That(mark["Named"], Is.EqualTo("name"));
        Assert.That(mark["Field"], Is.EqualTo(3));
        Assert.That(Inputs.Asset("Base").HasAttribute("Assets.TypeSystem.MarkAttribute"), Is.False);
    }

    [Test]
    public void Methods_TellTheirKind()
    {
        TypeDesc marked = Inputs.Asset("Marked");
        Assert.That(marked.Method("Native").PInvoke, Is.EqualTo(new PInvokeInfo("library", "entry", true)));
        Assert.That(marked.Method("Native").HasBody, Is.False);
        Assert.That(marked.Method("Callback").IsUnmanagedCallersOnly, Is.True);
        Assert.That(marked.Method("Method").NoInlining, Is.True);
        Assert.That(Inputs.Type("System.Action").Method("Invoke").IsRuntimeImplemented, Is.True);
        Assert.That(Inputs.Type("System.Runtime.RuntimeImports").FindMethods("RhCollect").First().RuntimeImport, Is.EqualTo("RhCollect"));
        Assert.That(Inputs.Type("System.Runtime.CompilerServices.Unsafe").FindMethods("SizeOf").First().IsIntrinsic, Is.True);
    }

    [Test]
    public void FindMethod_OfSeveral_IsRefused() =>
        Assert.Throws<TypeSystemException>(() => Inputs.Type("System.Math").FindMethod("Abs"));

    [Test]
    public void Numbers_AreTheSameInEveryRun()
    {
        Assert.That(Numbers(), Is.EqualTo(Numbers()));

        static int[] Numbers()
        {
            TypeSystemContext context = Inputs.NewContext();
            TypeDesc type = context.FindType("System.Collections.Generic.List`1")!;
            TypeDesc list = context.MakeInstance(type, context.GetWellKnown(WellKnownType.String));
            return [type.Id, list.Id, list.Interfaces[^1].Id, list.Method("get_Item").Id, list.VirtualSlots[^1].Id];
        }
    }

    [Test]
    public void FunctionPointers_AreInternedBySignature()
    {
        MethodSignature first = new(false, Inputs.Int32, [Inputs.String], CallingConvention.Unmanaged);
        MethodSignature second = new(false, Inputs.Int32, [Inputs.String], CallingConvention.Unmanaged);
        Assert.That(Inputs.Shared.MakeFunctionPointer(first), Is.SameAs(Inputs.Shared.MakeFunctionPointer(second)));
        Assert.That(Inputs.Asset("Pointers").Field("Function").FieldType.FunctionSignature!.Parameters[0], Is.SameAs(Inputs.Int32));
    }

    [Test]
    public void FullName_IsReadable()
    {
        TypeDesc map = Inputs.Type("System.Collections.Generic.Dictionary`2", Inputs.String, Inputs.Int32);
        Assert.That(map.Method("Add").FullName, Is.EqualTo("System.Collections.Generic.Dictionary`2<System.String, System.Int32>.Add(string, int)"));
    }
}
