using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Passes;
using IL2CPU.Passes.StaleAddresses;
using IL2CPU.TypeSystem;
using NUnit.Framework;
using MethodBody = IL2CPU.IR.MethodBody;

namespace Unit.Passes;

/// <summary>Which methods keep the stack where it is.</summary>
public sealed class StackPinTests
{
    private const int StackSize = 64 << 20;
    private const int MostPinned = 250;

    private static readonly string[] s_assemblies =
        ["System.Private.CoreLib", "System.Runtime.Numerics", "System.Text.RegularExpressions", "System.Security.Cryptography"];

    // "splits" may move the stack, "keep" stores its integer in an object, "make" gives one, "late" uses one after a split.
    private const string Callees = """
        method routine"splits" ()
        b0:
          Call routine"kernel"
          Return
        method routine"keep" (ref, i64)
        b0:
          v0:ref = Param 0
          v1:i64 = Param 1
          Store.i64 v0, v1 + 8
          Return
        method routine"make" (ptr) -> i64
        b0:
          v0:ptr = Param 0
          v1:i64 = PtrToInt v0
          Return v1
        method routine"pointer" (ptr)
        b0:
          v0:ptr = Param 0
          Call routine"splits"
          Return
        """;

    [TestCase("CallIndirect v8, v1 sig\"i64 -> \"", TestName = "Integer_HandedToAPointer_Pins")]
    [TestCase("Call v9, v1 routine\"keep\"", TestName = "Integer_KeptInAnObject_Pins")]
    [TestCase("Store.i64 v9, v1 + 16", TestName = "Integer_StoredInAnObject_Pins")]
    [TestCase("v2:ptr = SlotAddr s1|Store.i64 v2, v1|CallIndirect v8, v2 sig\"ptr -> \"", TestName = "Integer_HandedOverInMemory_Pins")]
    [TestCase("v2:i64 = Call v7 routine\"make\"|CallIndirect v8, v2 sig\"i64 -> \"", TestName = "Integer_MadeByACalleeOfAParameter_Pins")]
    [TestCase("v2:i64 = PtrToInt v7|Call routine\"splits\"|v3:i64 = Load.i64 v2", TestName = "Integer_OfAParameterUsedLate_Pins")]
    public void Pins(string code) => Assert.That(IsPinned(code), Is.True);

    [TestCase("CallIndirect v8, v0 sig\"ptr -> \"", TestName = "Pointer_HandedOn_DoesNotPin")]
    [TestCase("Call routine\"splits\"", TestName = "Integer_NotUsed_DoesNotPin")]
    [TestCase("CallIndirect v8, v1 sig\"i64 -> \" {Unmanaged}", TestName = "Integer_HandedToNativeCode_DoesNotPin")]
    [TestCase("v2:i64 = Const 15|v3:i64 = And v1, v2|CallIndirect v8, v3 sig\"i64 -> \"", TestName = "Alignment_DoesNotPin")]
    [TestCase("v2:ptr = RefToPtr v9|v3:i64 = PtrToInt v2|CallIndirect v8, v3 sig\"i64 -> \"", TestName = "AddressOfAnObject_DoesNotPin")]
    public void DoesNotPin(string code) => Assert.That(IsPinned(code), Is.False);

    /// <summary>The places in the assemblies known to have them: they are few, and nothing is reported to users.</summary>
    [Test]
    public void BaseLibrary_PinsWhereAddressesAreHandedOn()
    {
        string[] known =
        [
            "System.IO.Path.JoinInternal(", "System.IO.Path.GetRandomFileName(", "System.Buffers.Text.Base64Url.EncodeToString(",
            "System.Enum.FormatNumberAsHex<System.Byte>(", "System.Number.FormatBigInteger(",
            "System.Text.RegularExpressions.RegexReplacement.ReplaceSimpleText(", "System.Security.Cryptography.PemEncoding.WriteString(",
        ];
        string[] pinned = [];
        var thread = new Thread(() => pinned = PinnedOf(s_assemblies), StackSize);
        thread.Start();
        thread.Join();

        foreach (string method in known)
            Assert.That(pinned, Has.One.StartsWith(method));
        Assert.That(pinned, Has.Length.AtMost(MostPinned), string.Join('\n', pinned));
    }

    private static string[] PinnedOf(string[] assemblies)
    {
        string root = typeof(StackPinTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BaseLibrary").Value!;
        IEnumerable<string> files =
        [
            .. Directory.GetFiles(Path.Combine(root, "native"), "*.dll").Order(StringComparer.Ordinal),
            .. Directory.GetFiles(Path.Combine(root, "lib", "net10.0"), "*.dll").Order(StringComparer.Ordinal),
        ];
        var context = new TypeSystemContext(files, new FeatureSwitches());
        MethodDesc[] roots =
        [
            .. assemblies.SelectMany(assembly => context.ResolveAssembly(assembly).Types)
                .Where(t => !t.ContainsGenericParameters && !t.Namespace.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal))
                .SelectMany(t => t.Methods)
                .Where(m => m.HasBody && m.GenericParameterCount == 0 && !m.ContainsGenericParameters),
        ];
        Reachability image = Reachability.Analyze(new ReachabilityOptions
        {
            Context = context,
            Profile = ImageProfile.Program,
            RuntimeModules = [],
            RootMethods = roots,
            AllowsUnresolvedImports = true,
            DiagnosticLimit = 1000,
        });
        Assert.That(StaleAddressCheck.Run(new PassContext(image, new PipelineOptions())), Is.Empty);
        return [.. image.Bodies.Where(body => body.PinsStack).Select(body => body.Symbol.Name)];
    }

    private static bool IsPinned(string code)
    {
        string root = $"""
            method routine"root" (ptr, i64, ref)
            slot s0 size 8 align 8 scalar i64
            slot s1 size 16 align 8
            b0:
              v7:ptr = Param 0
              v8:i64 = Param 1
              v9:ref = Param 2
              v0:ptr = SlotAddr s0
              v1:i64 = PtrToInt v0
            {string.Concat(code.Split('|').Select(line => "\n  " + line))}
              Return
            """;
        MethodBody[] bodies = [.. ("\n" + Callees + "\n" + root).Split("\nmethod ").Skip(1).Select(text => IRParser.Parse("method " + text))];
        foreach (MethodBody body in bodies)
            Verifier.Verify(body);
        Assert.That(StaleAddressCheck.Run(new PassContext(new FakeModel(bodies), new PipelineOptions())), Is.Empty);
        Assert.That(bodies.Count(body => body.PinsStack), Is.AtMost(1));
        return bodies[^1].PinsStack;
    }
}
