using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using IL2CPU.Reflection;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Reflection;

/// <summary>Everything that is in the file is in the descriptions, and nothing else.</summary>
public class ContentTests
{
    private static readonly Dictionary<string, (NativeMetadata Metadata, Decoder Decoder)> s_built = [];

    private static ModuleDesc Module(string assembly) => Inputs.Shared.ResolveAssembly(assembly);

    private static (NativeMetadata Metadata, Decoder Decoder) Whole(string assembly)
    {
        if (!s_built.TryGetValue(assembly, out (NativeMetadata Metadata, Decoder Decoder) built))
        {
            var metadata = NativeMetadata.Build(Inputs.Shared, new WholeModule(Module(assembly)));
            built = (metadata, new Decoder(metadata.Bytes));
            s_built.Add(assembly, built);
        }

        return built;
    }

    [TestCase("Assets.Reflection")]
    [TestCase("System.Private.CoreLib")]
    [TestCase("System.Linq.Expressions")]
    [TestCase("Microsoft.VisualBasic.Core")]
    public void Types_SayWhatTheFileSays(string assembly)
    {
        (NativeMetadata metadata, Decoder decoder) = Whole(assembly);
        NativePrinter native = new(decoder);
        MetadataPrinter expected = new(Module(assembly));
        Dictionary<string, Record> found = native.Types.ToDictionary(t => t.Value, t => t.Key);
        Assert.Multiple(() =>
        {
            foreach (TypeDesc type in Module(assembly).Types)
            {
                string name = expected.NameOf(type);
                Assert.That(found, Contains.Key(name));
                Assert.That(string.Join('\n', native.Type(found[name])), Is.EqualTo(string.Join('\n', expected.Type(type))), name);
                Assert.That(metadata.HandleOf(type), Is.EqualTo(found[name].Offset), name);
            }
        });
    }

    [TestCase("Assets.Reflection")]
    [TestCase("System.Private.CoreLib")]
    public void Scopes_SayWhatTheFileSays(string assembly)
    {
        (_, Decoder decoder) = Whole(assembly);
        NativePrinter native = new(decoder);
        MetadataPrinter expected = new(Module(assembly));
        Record scope = decoder.Scopes.Single(s => s.Text("Name") == assembly);
        Assert.That(NativePrinter.Scope(scope), Is.EqualTo(expected.Scope()));
        Assert.That(native.Attributes(scope), Is.EqualTo(expected.Attributes(EntityHandle.AssemblyDefinition)));
        Assert.That(native.Attributes(scope, "ModuleAttributes"), Is.EqualTo(expected.Attributes(EntityHandle.ModuleDefinition)));
    }

    [TestCase("Assets.Reflection")]
    [TestCase("System.Private.CoreLib")]
    public void Handles_LeadToTheRecords(string assembly)
    {
        (NativeMetadata metadata, Decoder decoder) = Whole(assembly);
        foreach (TypeDesc type in Module(assembly).Types)
        {
            foreach (MethodDesc method in type.Methods)
            {
                Assert.That(decoder.Find("Method", metadata.HandleOf(method))?.Text("Name"), Is.EqualTo(method.Name), method.FullName);
            }

            foreach (FieldDesc field in type.Fields)
            {
                Assert.That(decoder.Find("Field", metadata.HandleOf(field))?.Text("Name"), Is.EqualTo(field.Name), field.FullName);
            }
        }
    }

    [Test]
    public void SameInput_SameBytes()
    {
        byte[] first = Build();
        Assert.That(Build(), Is.EqualTo(first));

        static byte[] Build()
        {
            TypeSystemContext context = Inputs.NewContext();
            return NativeMetadata.Build(context, new WholeModule(context.ResolveAssembly("Assets.Reflection"))).Bytes;
        }
    }
}
