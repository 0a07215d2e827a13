using System;
using System.Collections.Generic;
using System.Linq;
using IL2CPU.Reflection;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Reflection;

/// <summary>What is not described is mentioned only as far as it has to be.</summary>
public class ScopeTests
{
    private const string Space = "Assets.Reflection.";

    private static Dictionary<string, (Record Type, NativePrinter Printer)> Build(WholeModule scope)
    {
        NativePrinter printer = new(new Decoder(NativeMetadata.Build(Inputs.Shared, scope).Bytes));
        return printer.Types.ToDictionary(t => t.Value, t => (t.Key, printer));
    }

    private static Dictionary<string, (Record Type, NativePrinter Printer)> BuildOne(string name, Func<MethodDesc, bool> method, Func<MethodDesc, bool> attribute) =>
        Build(new WholeModule(Inputs.Assets)
        {
            IncludesType = t => t.FullName == Space + name,
            IncludesMethod = method,
            IncludesAttribute = attribute,
        });

    private static string Lines((Record Type, NativePrinter Printer) type) => string.Join('\n', type.Printer.Type(type.Type));

    [Test]
    public void MentionedTypes_AreBare()
    {
        var types = BuildOne("Function`1", static _ => true, static _ => false);
        Assert.That(Lines(types["[Assets.Reflection]Assets.Reflection.Function`1"]), Does.Contain("Invoke"));
        Assert.That(
            Lines(types["[System.Private.CoreLib]System.ReadOnlySpan`1"]),
            Does.StartWith("type ").And.Contain(" : [System.Private.CoreLib]System.ValueType ").And.Contain("generic 0 0 0 T")
                .And.Not.Contain("method").And.Not.Contain("field").And.Not.Contain("\nproperty"));
        Assert.That(types, Contains.Key("[System.Private.CoreLib]System.MulticastDelegate").And.ContainKey("[System.Private.CoreLib]System.Object"));
        Assert.That(types, Does.Not.ContainKey("[System.Private.CoreLib]System.String"), "nothing mentions it");
        Assert.That(types, Does.Not.ContainKey("[Assets.Reflection]Assets.Reflection.Plain"));
    }

    [Test]
    public void MentionedEnums_HaveTheirValueField()
    {
        var types = BuildOne("Members`2", static m => m.IsConstructor, static _ => false);
        Assert.That(
            types["[System.Private.CoreLib]System.DayOfWeek"].Type.All("Fields").Select(f => f.Text("Name")), Is.EqualTo(new[] { "value__" }));
    }

    [Test]
    public void EnclosingTypes_ListThoseOfTheirNestedTypesThatAreMentioned()
    {
        var types = BuildOne("Members`2+Inner", static _ => true, static _ => false);
        Record outer = types["[Assets.Reflection]Assets.Reflection.Members`2"].Type;
        Assert.That(outer.All("NestedTypes").Select(t => t.Text("Name")), Is.EqualTo(new[] { "Inner" }));
        Assert.That(outer.All("Methods"), Is.Empty);
    }

    [Test]
    public void Properties_AreThereWithThoseOfTheirAccessorsThatAre()
    {
        var types = BuildOne("Members`2", static m => m.Name is "get_ReadWrite" or "set_WriteOnly" or "add_Changed", static _ => false);
        string lines = Lines(types["[Assets.Reflection]Assets.Reflection.Members`2"]);
        Assert.That(lines, Does.Contain(" 2 get_ReadWrite").And.Not.Contain("set_ReadWrite").And.Contain(" 1 set_WriteOnly"));
        Assert.That(lines, Does.Contain(" 8 add_Changed").And.Not.Contain("ReadInit ").And.Not.Contain("Happened "));
    }

    [Test]
    public void Filters_AreAskedForEveryMember()
    {
        Func<MethodDesc, bool> method = static m => m.Name.Length % 2 == 0;
        Func<MethodDesc, bool> attribute = static c => c.Signature.Parameters.Count == 1;
        WholeModule scope = new(Inputs.Assets) { IncludesMethod = m => method(m) || IsMark(m), IncludesAttribute = attribute };
        var types = Build(scope);
        MetadataPrinter expected = new(Inputs.Assets) { IncludesMethod = m => method(m) || IsMark(m), IncludesAttribute = attribute };
        Assert.Multiple(() =>
        {
            foreach (TypeDesc type in Inputs.Assets.Types)
            {
                string name = expected.NameOf(type);
                Assert.That(Lines(types[name]), Is.EqualTo(string.Join('\n', expected.Type(type))), name);
            }
        });

        static bool IsMark(MethodDesc method) => method.OwningType.Name.StartsWith("Mark", StringComparison.Ordinal);
    }

    [Test]
    public void ConstructorsOfAttributes_AreThereWhateverTheScopeSays()
    {
        var types = BuildOne("Attributed`1", static m => false, static c => c.OwningType.Name == "MarkAttribute" && c.Signature.Parameters.Count == 4);
        Record mark = types["[Assets.Reflection]Assets.Reflection.MarkAttribute"].Type;
        Assert.That(mark.All("Methods").Select(m => m.To("Signature").List("Parameters").Count()), Is.EqualTo(new[] { 4 }));
        Assert.That(Lines(types["[Assets.Reflection]Assets.Reflection.Attributed`1"]), Does.Contain("SByte -128 Int32 5 typeof("));
    }

    [Test]
    public void EntryPoint_IsNamedIfItIsDescribed()
    {
        Decoder decoder = new(NativeMetadata.Build(Inputs.Shared, new WholeModule(Inputs.Assets)).Bytes);
        Assert.That(decoder.Scopes[0].Maybe("EntryPoint"), Is.Null, "a library");
        ModuleDesc self = Inputs.Shared.LoadModule(typeof(ScopeTests).Assembly.Location);
        WholeModule scope = new(self) { IncludesType = t => t == self.EntryPoint!.OwningType, IncludesAttribute = static _ => false };
        decoder = new Decoder(NativeMetadata.Build(Inputs.Shared, scope).Bytes);
        Assert.That(decoder.Scopes[0].To("EntryPoint").To("Method").Text("Name"), Is.EqualTo(self.EntryPoint!.Name));
    }

    [Test]
    public void Forwarders_LeadToTypesThatAreThere()
    {
        Decoder decoder = new(NativeMetadata.Build(Inputs.Shared, new WholeModule(Inputs.Assets)).Bytes);
        string[] types = [.. new NativePrinter(decoder).Types.Select(t => t.Value)];
        string[] forwarded = [.. decoder.Scopes.SelectMany(s => Forwarders(s.To("Root"), s.Text("Name")!, ""))];
        Assert.That(forwarded, Does.Contain("System.Runtime: [System.Private.CoreLib]System.String"));
        Assert.That(forwarded.Select(f => f[(f.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Distinct(), Is.SubsetOf(types));
        Record reference = decoder.Records.First(r => r.Kind == "ScopeReference" && r.Text("Name") == "System.Private.CoreLib");
        Assert.That(Convert.ToHexString([.. reference.List("PublicKeyOrToken").Cast<byte>()]), Is.EqualTo("7CEC85D7BEA7798E"));

        static IEnumerable<string> Forwarders(Record space, string assembly, string prefix)
        {
            string full = space.Text("Name") is { } name ? prefix + name + "." : "";
            return
            [
                .. space.All("Forwarders").Select(f => $"{assembly}: [{f.To("Scope").Text("Name")}]{full}{f.Text("Name")}"),
                .. space.All("Namespaces").SelectMany(n => Forwarders(n, assembly, full)),
            ];
        }
    }
}
