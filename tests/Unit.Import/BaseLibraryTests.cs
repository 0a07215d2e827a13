using System.Collections.Generic;
using System.Linq;
using System.Threading;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.Import;

/// <summary>All of the base library's core goes through the importer and comes out as valid IR.</summary>
public class BaseLibraryTests
{
    private const int StackSize = 64 << 20;

    private static bool IsHardware(TypeDesc type) => type.Namespace.StartsWith("System.Runtime.Intrinsics", System.StringComparison.Ordinal);

    [Test]
    public void EveryMethodWithoutTypeParameters_ImportsAndVerifies()
    {
        TypeSystemContext context = Inputs.NewContext();
        MethodDesc[] roots =
        [
            .. context.CoreLibrary.Types
                .Where(t => !t.ContainsGenericParameters && !IsHardware(t))
                .SelectMany(t => t.Methods)
                .Where(m => m.HasBody && m.GenericParameterCount == 0 && !m.ContainsGenericParameters),
        ];
        var invalid = new List<string>();
        Reachability? image = null;
        var thread = new Thread(() => image = Verify(context, roots, invalid), StackSize);
        thread.Start();
        thread.Join();

        Assert.That(invalid, Is.Empty);
        Assert.That(image!.Bodies, Has.Count.GreaterThan(35000));
        // What is left are accessors to types and members of assemblies that are not here, which are given as text.
        Assert.That(image.Diagnostics.Select(d => d.Message), Has.All.Match(".*(has no such|there is no type [^,]+, [A-Z].*)"));
    }

    private static Reachability Verify(TypeSystemContext context, MethodDesc[] roots, List<string> invalid)
    {
        Reachability image = Reachability.Analyze(new ReachabilityOptions
        {
            Context = context,
            Profile = ImageProfile.Program,
            RuntimeModules = [],
            RootMethods = roots,
            AllowsUnresolvedImports = true,
            DiagnosticLimit = 100,
        });
        foreach (MethodBody body in image.Bodies)
        {
            try
            {
                Verifier.Verify(body);
            }
            catch (IRVerificationException e)
            {
                invalid.Add(e.Message);
            }
        }

        return image;
    }
}
