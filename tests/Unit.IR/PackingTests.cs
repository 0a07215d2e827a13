using System;
using IL2CPU.IR;
using NUnit.Framework;

namespace Unit.IR;

public sealed class PackingTests
{
    private const string Sample = """
        method routine"sample" (i32, ref) -> i64
        slot s0 size 16 align 8 count 2 name "buffer"
        slot s1 size 8 align 8 scalar ptr shared
        region 0 Finally parent -1 handler b4
        b0:
          v0:i32 = Param 0
          v1:ref = Param 1
          v7:i64 = Const -9223372036854775808
          v8:ptr = SlotAddr 8 s0
          Store.i64 v8, v7 + -8 {Volatile NonNull}
          v9:ref = SymbolAddr string"text"
          Jump -> b1
        b1: region 0
          v11:i32 = Phi b0: v0, b2: v12
          Switch v11 -> b2, b3, b3
        b2: region 0
          v12:i32 = Add v11, v0
          v13:i64 = Call v1, v7, v9, v1, v7, v9, v1, v7, v9 routine"helper"
          Jump -> b1
        b3: cold
          v16:i64 = CallIndirect v7 sig" -> i64" {Unmanaged}
          Return v16
        b4: handler
          v17:ref = CatchArg
          Call v17 routine"ResumeUnwind" {NoReturn}
          Unreachable

        """;

    private static (MethodBody Body, BodyStore Store) Stored()
    {
        MethodBody body = IRParser.Parse(Sample);
        var store = new BodyStore { PacksAll = true };
        store.Add(body);
        return (body, store);
    }

    [Test]
    public void Trim_Body_ComesBackAsItWas()
    {
        (MethodBody body, BodyStore store) = Stored();
        Block before = body.Entry;
        for (int i = 0; i < 3; i++)
        {
            store.Trim();
            Assert.That(IRPrinter.Print(body), Is.EqualTo(Sample.ReplaceLineEndings("\n")));
        }

        Assert.That(body.Entry, Is.Not.SameAs(before), "it was not packed at all");
        Verifier.Verify(body);
    }

    [Test]
    public void Trim_AnnouncedChange_IsKept()
    {
        (MethodBody body, BodyStore store) = Stored();
        store.Trim();
        body.BeginChange();
        body.Entry.Body[2].Imm = 42;
        store.Trim();
        Assert.That(body.Entry.Body[2].Imm, Is.EqualTo(42));
    }

    [Test]
    public void Trim_ChangeNobodyAnnounced_IsFound()
    {
        (MethodBody body, BodyStore store) = Stored();
        store.Trim();
        body.Entry.Body[2].Imm = 42;
        Assert.That(store.Trim, Throws.InvalidOperationException.With.Message.Contains("sample was changed without notice"));
    }

    [Test]
    public void Trim_OperandOfAnotherBody_StaysUnpacked()
    {
        (MethodBody body, BodyStore store) = Stored();
        Block before = body.Entry;
        MethodBody other = IRParser.Parse(Sample);
        body.Blocks[2].Body[0].SetArg(1, other.Entry.Body[0]);
        store.Trim();
        Assert.That(body.Entry, Is.SameAs(before));
    }

    [Test]
    public void Trim_Variables_KeepTheirValuesAndThoseThatAreGone()
    {
        (MethodBody body, BodyStore store) = Stored();
        Value argument = body.Entry.Body[0];
        Value gone = body.Insert(body.Entry, 1, Op.Add, Kind.I32, argument, argument);
        body.Entry.Body.RemoveAt(1);
        var variables = new SourceVariables { HomingLocation = 7 };
        variables.Add(new VariableValue(1, 5, 9, 4, 8, gone, IsAddress: true));
        variables.Add(new VariableValue(0, 0, SourceVariables.Everywhere, 0, 4, body.Blocks[1].Phis[0], IsAddress: false));
        variables.Pass(new VariableValue(2, 0, SourceVariables.Everywhere, 0, 4, argument, IsAddress: false));
        variables.Promote(3, 8, 4, null);
        body.Variables = variables;
        store.Trim();

        SourceVariables found = body.Variables!;
        Value kept = found.Values[0].Value;
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.Not.SameAs(gone));
            Assert.That((kept.Id, kept.Op, kept.Block, kept.Arg(0)), Is.EqualTo((gone.Id, Op.Add, body.Entry, body.Entry.Body[0])));
            Assert.That(found.Values[0], Is.EqualTo(new VariableValue(1, 5, 9, 4, 8, kept, IsAddress: true)));
            Assert.That(found.Values[1], Is.EqualTo(new VariableValue(0, 0, SourceVariables.Everywhere, 0, 4, body.Blocks[1].Phis[0], IsAddress: false)));
            Assert.That(found.Passed, Is.EqualTo((VariableValue[])[new VariableValue(2, 0, SourceVariables.Everywhere, 0, 4, body.Entry.Body[0], IsAddress: false)]));
            Assert.That(found.Promoted, Is.EqualTo(((int, int, int)[])[(3, 8, 4)]));
            Assert.That(found.HomingLocation, Is.EqualTo(7));
        });
    }
}
