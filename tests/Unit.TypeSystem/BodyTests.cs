using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Emit;
using IL2CPU.TypeSystem;
using NUnit.Framework;

namespace Unit.TypeSystem;

public class BodyTests
{
    private static TypeDesc Bodies => Inputs.Asset("Bodies`1", Inputs.String);

    [Test]
    public void Tokens_ResolveInTheInstantiation()
    {
        string[] entities = [.. Entities(Bodies.Method("MakeList"))];
        Assert.That(entities, Has.Member("System.Collections.Generic.List`1<System.String>..ctor(int)"));
        Assert.That(entities, Has.Member("Assets.TypeSystem.Bodies`1<System.String>.Field"));
    }

    [Test]
    public void OpenTypeof_StaysOpen()
    {
        Assert.That(Entities(Bodies.Method("OpenType")), Has.Member("Assets.TypeSystem.Bodies`1"));
        Assert.That(Entities(Bodies.Method("ClosedType")), Has.Member("Assets.TypeSystem.Bodies`1<System.String>"));
    }

    [Test]
    public void GenericMethod_ResolvesBothKindsOfParameter()
    {
        string[] entities = [.. Entities(Bodies.Method("Nested").MakeInstance([Inputs.Int32]))];
        Assert.That(entities, Has.Member("System.Collections.Generic.Dictionary`2<System.String, System.Int32[,]>..ctor()"));
        Assert.That(entities, Has.Member("System.Func`2<System.String, System.Int32>.Invoke(string)"));
        Assert.That(entities, Has.Member("System.Int32[,].Set(int, int, int)"));
        Assert.That(entities, Has.Member("System.Int32[,].Get(int, int)"));
        Assert.That(entities, Has.Member("System.Int32[,]..ctor(int, int)"));
    }

    [Test]
    public void Locals_KnowPinned()
    {
        ILBody body = Bodies.Method("Pin").Body!;
        Assert.That(body.Locals.Any(l => l.Pinned), Is.True);
        Assert.That(body.LocalNames, Has.Member("p"));
    }

    [Test]
    public void Calli_TellsManagedFromUnmanaged()
    {
        ILBody body = Bodies.Method("CallPointer").Body!;
        List<MethodSignature> signatures = [.. IlScanner.Scan(body)
            .Where(i => i.Code.OperandType == OperandType.InlineSig)
            .Select(i => body.ResolveSignature(i.Token))];
        Assert.That(signatures.Select(s => s.CallingConvention), Is.EqualTo(new[] { CallingConvention.Managed, CallingConvention.Unmanaged }));
        Assert.That(signatures[0].Parameters[0], Is.EqualTo(Inputs.String));
    }

    [Test]
    public void Clauses_AreInnerFirst()
    {
        ILBody body = Bodies.Method("Protected").Body!;
        Assert.That(body.Clauses.Select(c => c.Kind), Is.EqualTo(new[] { ExceptionClauseKind.Filter, ExceptionClauseKind.Catch, ExceptionClauseKind.Finally }));
        Assert.That(body.Clauses[1].CatchType!.FullName, Is.EqualTo("System.OverflowException"));
        Assert.That(body.Clauses[0].FilterStart, Is.GreaterThan(0));
    }

    [Test]
    public void SequencePoints_NameTheFile()
    {
        IReadOnlyList<SequencePoint> points = Bodies.Method("MakeList").Body!.SequencePoints;
        Assert.That(points, Is.Not.Empty);
        Assert.That(points[0].File, Does.EndWith("Bodies.cs"));
        Assert.That(points.Select(p => p.Offset), Is.Ordered);
        Assert.That(points[0].Line, Is.GreaterThan(10));
        Assert.That(Inputs.Type("System.Collections.Generic.List`1").FindMethods("Add").First().Body!.SequencePoints, Is.Not.Empty);
    }

    [Test]
    public void CoreLibrary_EveryOperandResolves()
    {
        TypeSystemContext context = Inputs.NewContext();
        int methods = 0;
        int bodies = 0;
        foreach (TypeDesc type in context.CoreLibrary.Types)
        {
            foreach (MethodDesc method in type.Methods)
            {
                methods++;
                _ = method.Signature;
                if (method.Body is { } body)
                {
                    bodies++;
                    _ = body.Locals;
                    _ = body.Clauses;
                    foreach (string _ in Entities(method))
                    {
                    }
                }
            }
        }

        Assert.That(methods, Is.EqualTo(44400).Within(200));
        Assert.That(bodies, Is.GreaterThan(40000));
    }

    [Test]
    public void CoreLibrary_EveryConcreteTypeHasLayoutAndTables()
    {
        foreach (TypeDesc type in Inputs.Shared.CoreLibrary.Types.Where(t => !t.ContainsGenericParameters))
        {
            TypeLayout layout = type.Layout;
            Assert.That(layout.Pointers.All(p => p.Offset % 8 == 0 && p.Offset < layout.Size), Is.True, type.FullName);
            _ = AbiClassifier.Classify(type);
            Assert.That(type.VirtualImplementations, Has.Count.EqualTo(type.VirtualSlots.Count), type.FullName);
            if (type.IsInterface || type.IsAbstract)
            {
                continue;
            }

            Assert.That(type.VirtualImplementations.Any(m => m.IsAbstract), Is.False, type.FullName);
            foreach (TypeDesc implemented in type.Interfaces)
            {
                foreach (MethodDesc method in implemented.Methods.Where(m => m.IsVirtual && !m.IsFinal))
                {
                    MethodDesc? found = type.ResolveInterface(method, out string? reason);
                    Assert.That(found, Is.Not.Null, reason);
                }
            }
        }
    }

    private static IEnumerable<string> Entities(MethodDesc method)
    {
        ILBody body = method.Body!;
        foreach (IlInstruction instruction in IlScanner.Scan(body))
        {
            switch (instruction.Code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    yield return body.ResolveToken(instruction.Token).ToString()!;
                    break;
                case OperandType.InlineString:
                    yield return body.ResolveString(instruction.Token);
                    break;
                case OperandType.InlineSig:
                    yield return body.ResolveSignature(instruction.Token).ToString();
                    break;
            }
        }
    }
}
